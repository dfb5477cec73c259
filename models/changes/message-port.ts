/**
 * The one door through which messages of provers go. What stands behind it decides when one arrives, and whether: at frame
 * fidelity a sampled network, which is all that there is so far.
 */

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
}
