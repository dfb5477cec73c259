import { nodeTiming } from "../../protocol/proposer/timing.js";
import { filterMessageBytes, joinMessageBytes } from "../../protocol/transport/message-bytes.js";
import type { FrameSchedule, RulesInForce } from "../network.js";
import { allMakers, Message, type MessagePort } from "../message-port.js";
import type { Logged } from "../../state/log/log-of.js";

/** What a prover asks for about allocations of its own. */
export type RequestKind = typeof Message.join | typeof Message.confirm | typeof Message.reject | typeof Message.leave;

/** Sends one message of a prover about some of its allocations. A join of which nothing was heard lapses at its node. */
export function sendRequest(
  network: Logged & FrameSchedule & MessagePort & Pick<RulesInForce, "rules">,
  prover: number,
  kind: RequestKind,
  allocations: readonly number[],
): void {
  const { calendars, world } = network;
  const isJoin = kind === Message.join;
  if (isJoin) {
    for (const allocation of allocations) calendars.expiries.add(world.frame + nodeTiming.proposalTimeout, allocation);
  }
  const { length } = allocations;
  const bytes = isJoin ? joinMessageBytes(length, network.rules) : filterMessageBytes(length);
  network.send(kind, prover, allMakers, allocations, bytes);
}
