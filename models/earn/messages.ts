/** What is said where an operator cannot ask what it would earn. Tests compare with these. */
export const messages = {
  badWorkers: (read: string, most: number): string =>
    `workers: read ${read}; allowed are whole numbers from 1 to ${most}, of all nodes together`,
  badNodes: (read: string, most: number): string =>
    `nodes: read ${read}; allowed are whole numbers from 1 to ${most}, since each node has a worker at least`,
  otherModel: (): string => 'model: what is earned is known of the network only, of scenarios without "model:"',
  before21: (): string => "before 2.1 there are no workers on shards, so that nobody can be told what one would earn",
  tooShort: (least: string): string =>
    `too short for an operator that appears, joins and earns; write at least ${least}`,
} as const;
