/**
 * Networks without a rule on which the pack stands, or with a weaker one: of switches and fields, or of the code. Each must turn the
 * verdict of an expectation that holds.
 */
export interface Mutation {
  /** What is so then, in words. */
  readonly what: string;
  readonly scenario: string;
  readonly turns: string;
  /** `path=value` each. */
  readonly set?: readonly string[];
  /** A place in the code, which stands there once, and what stands there instead. */
  readonly code?: { readonly file: string; readonly from: string; readonly to: string };
}

export const mutations: readonly Mutation[] = [
  {
    what: "nobody looks whether data are held",
    scenario: "withheld-data",
    turns: "both-out",
    set: ["switches.storageAudit=off"],
  },
  {
    what: "votes weigh seniority",
    scenario: "one-senior-dark",
    turns: "no-halt",
    set: ["switches.voteWeight=seniority", "switches.quorumRule=weight"],
  },
  {
    what: "votes weigh seniority that is for sale",
    scenario: "quorum-points",
    turns: "decides-none",
    set: ["switches.voteWeight=seniority", "switches.quorumRule=weight"],
  },
  {
    what: "a quorum is a half of all heads and one more",
    scenario: "quorum-few",
    turns: "decides-none",
    code: {
      file: "models/protocol/consensus/simplex.ts",
      from: "return Math.floor((2 * members) / 3) + 1;",
      to: "return Math.floor(members / 2) + 1;",
    },
  },
  {
    what: "rings at random: by address alone",
    scenario: "ring-late",
    turns: "first-come",
    code: {
      file: "models/protocol/ring/assign.ts",
      from: "if (!followsSeniority(order)) return by.arrival;",
      to: "if (!followsSeniority(order)) return 0;",
    },
  },
  {
    what: "rings by seniority first, which is for sale",
    scenario: "ring-late",
    turns: "first-come",
    set: ["switches.ringOrder=seniorityFirst"],
  },
  {
    what: "members stay on what is split away",
    scenario: "ring-split",
    turns: "not-captured",
    set: ["switches.splitMembership=unchanged"],
  },
  {
    what: "leaves unrestrained: every node rescues",
    scenario: "leave-herd",
    turns: "no-herd",
    set: ["switches.thinShardRescue=everyNode"],
  },
  {
    what: "evictions never: their first frame is far away",
    scenario: "region-dark-long",
    turns: "the-dark-are-out",
    set: ["frames.history=mainnet", "frames.first=400000"],
  },
  {
    what: "places are renewed when they have expired",
    scenario: "messages-lost",
    turns: "covered",
    set: ["switches.reconfirm=whenExpired"],
  },
  {
    what: "three archives, all of which are needed",
    scenario: "archives-one-silent",
    turns: "goes-on",
    set: ["switches.archives=3"],
  },
  {
    what: "fees zero but for their floor",
    scenario: "junk-storage",
    turns: "a-loss",
    set: ["switches.feeRule=none"],
  },
  {
    what: "old versions are heard",
    scenario: "stale-majority",
    turns: "not-paid",
    set: ["switches.versionFloor=off"],
  },
  {
    what: "evidence of two signatures convicts nobody",
    scenario: "equivocation",
    turns: "both-out",
    code: {
      file: "models/systems/evidence/evidence.ts",
      from: "if (evidenceRefusal(evidence) === null) kick",
      to: "if (evidenceRefusal(evidence) === undefined) kick",
    },
  },
  {
    what: "issuance is a flat curve that ends",
    scenario: "take-over",
    turns: "decides-none",
    set: ["curve={kind: capped, amount: 102 QUIL, cap: 1700000000 QUIL}"],
  },
];
