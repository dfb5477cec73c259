/**
 * The one door through which messages of provers go. What stands behind it decides when one arrives, and whether: at message
 * fidelity a simulated network (`messages/wire/`), otherwise a sampled one.
 */

import type { Invariant } from "../../sim/kernel/invariants.js";
import type { TrafficFlow, WireTraffic } from "./messages/wire/traffic.js";

/** What a message asks for, or shows. */
export const Message = {
  join: 0,
  confirm: 1,
  reject: 2,
  leave: 3,
  pause: 4,
  resume: 5,
  mergeSeniority: 6,
  evidence: 7,
} as const;

export type MessageKind = (typeof Message)[keyof typeof Message];

/** As `to`: every maker of frames hears it. */
export const allMakers = -1;

export interface MessagePort {
  /**
   * Sends one message of a prover in the present frame. `rows` are what it is about, allocations or provers, each of
   * which comes to the inbox of its kind, in their order; `bytes` is its size on the wire. False where the sender will
   * hear nothing of it, and has to ask again when it would have waited long enough.
   */
  send(kind: MessageKind, from: number, to: number, rows: readonly number[], bytes: number): boolean;
  /** What has arrived about `row` is heard with the next frame only: the frame that held it was not followed. */
  defer(kind: MessageKind, row: number): void;
  /** A node has just appeared, and `frame` is the next one: from which frame on it knows the shards, and may look at them. */
  introduce(node: number, frame: number): number;
}

/** What a simulated network has besides. */
export interface Wire {
  /** Puts on the list what is to come by itself. To be called once, in a run that begins. */
  begin(): void;
  /** A node went off or came back, is gone, or has another number of workers. */
  noteNode(node: number): void;
  /** Takes requests that have reached the maker of this frame to their inboxes. To be called first in every frame that is stepped. */
  include(frame: number): void;
  invariants(): readonly Invariant[];
  figures(): WireFigures;
  /** Writes a row of traffic for each flow and class. To be called with every report, and at the end of a run. */
  report(atUs: number): void;
  readonly traffic: WireTraffic;
}

/** What has become of requests since the start, each copy counted, and how soon nodes hear of a frame at the moment. */
export interface WireFigures {
  readonly sent: number;
  readonly delivered: number;
  readonly lost: number;
  readonly underWay: number;
  /** Bytes that everybody has sent of a flow; those of shards as far as these are accrued. */
  readonly sentBytesOf: (flow: TrafficFlow) => number;
  /** Global frames that were made since the start, and their bytes. */
  readonly framesMade: number;
  readonly frameBytes: number;
  /** Share of an archive's upload that answers to polls take. */
  readonly pollLoad: number;
  /** Means over archives, and nodes. */
  readonly roundUs: number;
  readonly heardUs: number;
}

export interface Wired {
  /** The simulated network; null where it is sampled. */
  readonly wire: Wire | null;
}
