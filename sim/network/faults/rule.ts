/** What a fault rule is: it looks at a message as it is sent and says what becomes of it, or nothing. */
import type { DurationUs, SimTimeUs } from "../../units/quantity-types.js";
import type { IsIn } from "./node-set.js";
import type { Window } from "./window.js";

/** A message as it is sent; a view that the next message becomes. */
export interface SentMessage {
  readonly type: number;
  readonly from: number;
  readonly to: number;
  readonly payload: number;
  readonly timeUs: SimTimeUs;
}

/** `drop`, `pass`, or the time by which it is delivered later; null: the next rule is asked. */
export type Answer = DurationUs | null;

/** It is delivered as if there were no fault, and no other rule is asked. */
export const pass = 0;
/** It never arrives. */
export const drop = -1;

/** The first rule of a network that gives an answer has the say. A rule is a function of the message and the time alone. */
export interface FaultRule {
  readonly name: string;
  look(message: SentMessage): Answer;
  /** When it may give an answer; always unless given. */
  readonly window?: Window;
  /** What it delays gets nowhere while it is on. */
  readonly holds?: boolean;
  /** The most that it ever adds to a delivery; 0 unless given. */
  readonly maxAddedUs?: DurationUs;
  /** Nodes that are down in the meantime, where the rule takes some down. */
  readonly crash?: Crash;
}

/** Nodes that are down in a window: they lose what arrives and what waits to be sent. */
export interface Crash {
  /** Whether a node goes down. */
  readonly isHit: IsIn;
  readonly window: Window;
}
