/** What the calendar of presence says of a node, beside its index. */
export const Presence = {
  off: 0,
  on: 1,
  /** An outage of the timeline is over for it. */
  released: 2,
  /** It is gone for good, without a word. */
  vanished: 3,
  /** A fault of the wire begins, or ceases, to have it cut off or down. */
  cutOff: 4,
  reached: 5,
} as const;
