/** What a shrunk scenario says of itself. Tests compare with these. */

export const messages = {
  origin: (file: string, id: string): string =>
    `Shrunk by orrery why from ${file}: as little as still fails its expectation ${id},`,
  claimed: (that: string): string => `    ${that}`,
  seen: (found: string): string => `of which was seen there: ${found}.`,
  oneRun: (original: number | string, replication: number): string =>
    `There replication ${replication} of seed ${original} speaks against it. One run is to be enough, so that expect claims it of each run.`,
  sampled: (confidence: string): string =>
    `It fails here too, with a confidence of ${confidence}, in the first replications that a check looks at.`,
  weakness: (why: string): string => `Known to be weak there: ${why}`,
  ended: {
    smallest: (runs: string): string => `Nothing more can be taken away (${runs}).`,
    budget: (runs: string): string => `The search ended with its budget (${runs}); more of it may find less.`,
    interrupted: (runs: string): string => `The search was interrupted (${runs}).`,
  },
} as const;
