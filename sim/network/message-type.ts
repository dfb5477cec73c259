/** What a message of one kind is: its name, its size, and what its receiver does. */
import type { EventRecord } from "../kernel/queue/event-queue.js";
import type { Bytes } from "../units/quantity-types.js";
import { messages } from "./messages.js";

/** Messages of one kind. */
export interface MessageType {
  /** Unique; traces and tables show it. */
  readonly name: string;
  /** Of every message, or of one by its payload: a function of nothing else, which both ends know. Up to 1 GB. */
  readonly bytes: Bytes | ((payload: number) => Bytes);
  /** The last bit is there: `target` has a message of `source`. The event is a view that becomes the next one. */
  receive(event: Readonly<EventRecord>): void;
  /** Of what happens to one node at one time, smaller comes first; 0 unless given. */
  readonly priority?: number;
  /** For who keeps something for each message on its way; no node ever learns of a loss. */
  lost?(payload: number): void;
}

const maxBytes = 1e9;

/** Throws `RangeError` unless messages may have this size. */
export function requireSize(name: string, bytes: Bytes): void {
  if (!(Number.isInteger(bytes) && bytes >= 0 && bytes <= maxBytes))
    throw new RangeError(messages.badSize(name, bytes));
}
