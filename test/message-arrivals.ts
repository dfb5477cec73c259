/** When a message that is sent now is with the requests of a frame. */
import type { openNetwork } from "./network-kit.js";
import { allMakers, Message } from "../models/changes/message-port.js";

/** The frames up to `until` in which the inbox of merges of prover 0, which sends one now, has something. */
export function framesOf({ network, runTo }: ReturnType<typeof openNetwork>, until: number): number[] {
  const { seniorityMerges } = network.calendars;
  const found: number[] = [];
  const take = seniorityMerges.take.bind(seniorityMerges);
  seniorityMerges.take = (frame) => {
    const items = take(frame);
    if (items.includes(Message.mergeSeniority)) found.push(frame);
    return items;
  };
  network.send(Message.mergeSeniority, 0, allMakers, [0], 200);
  runTo(until);
  return found;
}
