/** Texts of what a plan refuses of a timeline. Tests compare with these. */
export const timelineMessages = {
  olderEra: (): string =>
    "networks before 2.1 (lifecycle trie) have no timeline: their rounds and rings are stepped otherwise; write rules of 2.1",
  noClass: (known: readonly string[]): string => `no class is called so; allowed: ${known.join(", ")}`,
  noTime: (): string => "an outage takes time; write a duration such as 3 h",
  noPace: (): string => "frames need time between them; write a duration such as 10 s",
  tooSmall: (): string => "so small a world would issue more a frame than amounts can hold; leave at least 300 kB",
  curveOfFrames: (): string =>
    "the issuance curve counts time in frames of one pace, so the pace cannot change with it; write another curve",
  feesOfOnePace: (): string =>
    "fee multipliers are worked out for frames of one pace, so the pace cannot change with fees; leave out one of the two",
  rescueAtOnce: (): string =>
    "nodes that rescue as `releasable` says follow every shard, so that rule can only be given up by all at once",
} as const;
