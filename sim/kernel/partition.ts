import { type EventRecord, maxTarget } from "./queue/event-queue.js";

/** The part of a network that one of several kernels simulates: the entities from `first` up to, not with, `end`. */
export interface Partition {
  readonly first: number;
  readonly end: number;
  /** Takes an event for an entity of another part to where it belongs. The record is reused: copy it. */
  send(event: Readonly<EventRecord>): void;
}

/** All entities there can be: nothing is ever sent. */
export const wholeNetwork: Partition = { first: 0, end: maxTarget + 1, send: () => undefined };
