/**
 * Which variant of each rule belongs to which era of the network: protocol.md, sections 0.1 and 17.
 * A preset sets every switch; a scenario names a preset and may override single switches.
 */

interface Choice<Value extends string> {
  readonly about: string;
  readonly values: readonly Value[];
}
interface IntegerSwitch {
  readonly about: string;
  readonly min: number;
  readonly max: number;
}

const choice = <const Value extends string>(about: string, values: readonly Value[]): Choice<Value> => ({
  about,
  values,
});
const integerSwitch = (about: string, min: number, max: number): IntegerSwitch => ({ about, min, max });

/** Every switch: what it decides and what it can be. */
export const switchTable = {
  lifecycle: choice("windows of joining, confirming and leaving", ["epoch", "frames", "trie"]),
  epochFrames: integerSwitch("frames in an epoch", 1, 1_000_000),
  ringSize: integerSwitch("provers in a ring", 1, 65_536),
  ringOrder: choice("who comes first in the rings", ["joinFrameFirst", "joinFrameAddress", "seniorityFirst", "append"]),
  ringDivisor: choice("power of two that ring r (from 0) divides by", ["ringPlusOne", "ring"]),
  emptySlots: choice("what happens to the share of an absent prover", ["notMinted", "sharedByPresent"]),
  issuanceArithmetic: choice("number format of issuance", ["bits53", "decimals", "float53"]),
  shardDivisor: choice("what the reward's square root counts", ["leafCount", "workerShards"]),
  emissionRule: choice("formula of a frame's issuance", ["pomw", "article", "v20", "dusk", "dawn", "vouchers"]),
  strategy: choice("what the default node goes for", ["rewardGreedy", "dataGreedy", "leastReplicated", "none"]),
  keepThresholdPercent: integerSwitch("percent of the best score that an allocation must keep", 0, 100),
  haltThreshold: integerSwitch("a shard with this many active provers or fewer halts", 0, 1000),
  haltGraceFrames: integerSwitch("frames at or below the threshold before a halt begins", 0, 1_000_000),
  haltScope: choice("which shards make no frames while one is halted", ["allShards", "ownShard"]),
  coverageHealth: choice("whether a shard at the halt threshold counts as at risk", ["node", "pages"]),
  minimumProvers: integerSwitch("active provers that a healthy shard has", 0, 1000),
  maximumProvers: integerSwitch("a shard with more active provers splits", 1, 1_000_000),
  confirmWindow: choice("when a request is answered", ["nextEpoch", "frames360To720"]),
  rejectWindow: choice("when a request may be rejected", ["nextEpoch", "upTo720"]),
  splitCooldownFrames: integerSwitch("frames between two proposals for one shard", 0, 1_000_000),
  splitMembership: choice("where members go when their shard splits", [
    "reassignedByAddress",
    "roundRobin",
    "unchanged",
    "bySeniority",
    "none",
  ]),
  splitOnBytes: choice("whether size alone splits a shard", ["off", "on"]),
  mergeRule: choice("which thin shards merge", ["pairs", "siblings", "storage", "off"]),
  storageAudit: choice("audit of stored replicas", ["on", "off"]),
  auditPopulation: choice("whose openings the audit samples from", ["shardHeader", "globalFrame"]),
  committeeMembership: choice("which status counts in committees, rings and rewards", ["raw", "effective"]),
  feeRule: choice("how a shard's fee multiplier comes about", ["windowAverage", "lowestInRing", "none"]),
  feeSink: choice("where fees go", ["burn", "participants", "ringParticipants"]),
  kickSeniority: choice("what a kick does to seniority", ["zeroed", "kept", "minus10PerFault", "quadraticPenalty"]),
  seniorityAccrual: choice("whether seniority grows with work", ["none", "perActiveFrame"]),
  seniorityDecay: choice("whether seniority falls with missed intervals", ["none", "quadratic"]),
  commitmentBytes: integerSwitch("bytes of one of the 256 global commitments", 1, 1024),
  dawnReward: choice("reward of a ceremony round", ["doubling", "logarithmic"]),
  versionFloor: choice("whether old versions are graylisted", ["enforced", "off"]),
  consensusKind: choice("how frames are agreed on", ["hotstuff", "simplex", "beacon"]),
  voteWeight: choice("what a vote weighs", ["seniority", "equal"]),
  quorumRule: choice("what a certificate needs two thirds of", ["weight", "headCount"]),
  leaderRule: choice("who leads a rank or view", ["hashModulo", "roundRobin"]),
  viewTimeout: choice("how long a leader is waited for after failures", ["growing", "fixed"]),
  creditedSigners: choice("whose votes a frame credits", ["allInTime", "quorum"]),
  committeeSession: choice("whether a committee stays until it hands over", ["off", "on"]),
  proverStatus: choice("what a prover's own status follows", ["aggregate", "lastOperation"]),
  reconfirm: choice("when a node renews an allocation", ["whenExpired", "ahead"]),
  leaveGate: choice("who must stay for a leave to be confirmed", ["otherActive", "committee", "off"]),
  joinProof: choice("what proves a join; bytes and proving time, which no frame counts", ["vdf", "none"]),
  voteProof: choice("what work a vote carries; bytes and proving time, which no frame counts", ["vdf", "none"]),
  storageOpenings: choice("who opens its replica in a shard's frame", ["everyVoter", "leader"]),
  evictionExempt: choice("shards whose members are not evicted", ["none", "belowFour"]),
  thinShardRescue: choice("who leaves a shard to rescue a thin one", ["everyNode", "releasable", "none"]),
  thinTargets: choice("in which order a node takes thin shards", ["score", "hash", "none"]),
  splitArity: choice("into how many children a shard splits", ["byCount", "two"]),
  splitCut: choice("where a split cuts the keys", ["suffix", "bitPath"]),
  splitNeedsData: choice("whether a split needs data on both sides", ["off", "on"]),
  shardKeys: choice("how wide keys are read", ["bits254", "bits256"]),
  archives: integerSwitch("provers of the global committee, unless archives.count says", 1, 1000),
  transport: choice("implementation of gossip; bytes and hops, which no frame counts", ["rustJune", "rustFork", "go"]),
} as const;

export type SwitchName = keyof typeof switchTable;
export type RuleSwitches = {
  readonly [Name in SwitchName]: (typeof switchTable)[Name] extends Choice<infer Value> ? Value : number;
};

const v21Epoch: RuleSwitches = {
  lifecycle: "epoch",
  epochFrames: 720,
  ringSize: 8,
  ringOrder: "joinFrameFirst",
  ringDivisor: "ringPlusOne",
  emptySlots: "notMinted",
  issuanceArithmetic: "bits53",
  shardDivisor: "leafCount",
  emissionRule: "pomw",
  strategy: "rewardGreedy",
  keepThresholdPercent: 40,
  haltThreshold: 3,
  haltGraceFrames: 1800,
  haltScope: "allShards",
  coverageHealth: "node",
  minimumProvers: 6,
  maximumProvers: 32,
  confirmWindow: "nextEpoch",
  rejectWindow: "nextEpoch",
  splitCooldownFrames: 30,
  splitMembership: "reassignedByAddress",
  splitOnBytes: "off",
  mergeRule: "pairs",
  storageAudit: "on",
  auditPopulation: "shardHeader",
  committeeMembership: "raw",
  feeRule: "windowAverage",
  feeSink: "burn",
  kickSeniority: "zeroed",
  seniorityAccrual: "none",
  seniorityDecay: "none",
  commitmentBytes: 74,
  dawnReward: "doubling",
  versionFloor: "off",
  consensusKind: "hotstuff",
  voteWeight: "seniority",
  quorumRule: "weight",
  leaderRule: "hashModulo",
  viewTimeout: "growing",
  creditedSigners: "allInTime",
  committeeSession: "off",
  proverStatus: "aggregate",
  reconfirm: "whenExpired",
  leaveGate: "otherActive",
  joinProof: "vdf",
  voteProof: "vdf",
  storageOpenings: "everyVoter",
  evictionExempt: "none",
  thinShardRescue: "everyNode",
  thinTargets: "score",
  splitArity: "byCount",
  splitCut: "suffix",
  splitNeedsData: "off",
  shardKeys: "bits254",
  archives: 6,
  transport: "rustJune",
};

const v21Simplex: RuleSwitches = {
  ...v21Epoch,
  ringOrder: "joinFrameAddress",
  splitMembership: "roundRobin",
  mergeRule: "siblings",
  committeeMembership: "effective",
  feeSink: "participants",
  seniorityAccrual: "perActiveFrame",
  consensusKind: "simplex",
  voteWeight: "equal",
  quorumRule: "headCount",
  leaderRule: "roundRobin",
  viewTimeout: "fixed",
  reconfirm: "ahead",
  leaveGate: "committee",
  joinProof: "none",
  voteProof: "none",
  storageOpenings: "leader",
  evictionExempt: "belowFour",
  thinShardRescue: "releasable",
  thinTargets: "hash",
  splitArity: "two",
  splitCut: "bitPath",
  splitNeedsData: "on",
  shardKeys: "bits256",
  archives: 5,
  transport: "rustFork",
};

const v21Frames: RuleSwitches = {
  ...v21Epoch,
  lifecycle: "frames",
  issuanceArithmetic: "decimals",
  keepThresholdPercent: 67,
  haltGraceFrames: 360,
  haltScope: "ownShard",
  confirmWindow: "frames360To720",
  rejectWindow: "upTo720",
  splitCooldownFrames: 360,
  splitMembership: "unchanged",
  mergeRule: "storage",
  storageAudit: "off",
  kickSeniority: "kept",
  leaveGate: "off",
  thinShardRescue: "none",
  thinTargets: "none",
  transport: "go",
};

const seed: RuleSwitches = {
  ...v21Frames,
  ringOrder: "seniorityFirst",
  ringDivisor: "ring",
  strategy: "leastReplicated",
  coverageHealth: "pages",
  splitMembership: "bySeniority",
  committeeMembership: "effective",
  feeRule: "lowestInRing",
  kickSeniority: "quadraticPenalty",
};

const v206: RuleSwitches = {
  ...v21Frames,
  lifecycle: "trie",
  ringSize: 2048,
  ringOrder: "append",
  ringDivisor: "ring",
  emptySlots: "sharedByPresent",
  issuanceArithmetic: "float53",
  emissionRule: "v20",
  strategy: "none",
  splitMembership: "none",
  mergeRule: "off",
  feeRule: "none",
  kickSeniority: "minus10PerFault",
  seniorityAccrual: "perActiveFrame",
  versionFloor: "enforced",
  consensusKind: "beacon",
  joinProof: "none",
  voteProof: "none",
};

/** The presets, the default first. */
export const ruleSets = {
  "v2.1-simplex": v21Simplex,
  "v2.1-epoch": v21Epoch,
  "v2.1-frames": v21Frames,
  "v2.0.6": v206,
  dusk: { ...v206, emissionRule: "dusk" },
  dawn: { ...v206, emissionRule: "dawn" },
  ceremony: { ...v206, emissionRule: "vouchers" },
  seed,
  article: { ...seed, emissionRule: "article", shardDivisor: "workerShards", strategy: "dataGreedy" },
} as const satisfies Record<string, RuleSwitches>;

export type RuleSetName = keyof typeof ruleSets;
export const ruleSetNames = Object.keys(ruleSets) as readonly RuleSetName[];
export const defaultRuleSet: RuleSetName = "v2.1-simplex";
