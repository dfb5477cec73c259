/** Why a shard makes frames or makes none, and who was decisive. */
import type { Cause, CauseCode } from "../../state/ledger/causes.js";
import type { Logged } from "../../state/log/log-of.js";
import { causeByLoss } from "./cover-causes.js";
import { type Happening, latestOf } from "../../state/log/record.js";

/** What keeps a shard from making frames: the words of the log, and the code of the cause. */
const obstacles = {
  none: { why: "", code: "quorum" },
  nobody: { why: "none of its provers take part", code: "nobody_present" },
  halted: { why: "it is halted", code: "halted" },
  silenced: { why: "another shard is halted", code: "other_halted" },
  empty: { why: "it holds no data", code: "no_data" },
  few: { why: "fewer than two thirds of its provers take part", code: "few_present" },
  leaderless: { why: "it is too small to have a leader", code: "no_leader" },
  heads: { why: "too few of its provers take part for a certificate by heads", code: "few_heads" },
  light: { why: "those who take part weigh too little by seniority", code: "light_seniority" },
} as const satisfies Record<string, { readonly why: string; readonly code: CauseCode }>;

export type Obstacle = keyof typeof obstacles;

/** What is said of a shard that begins or ceases to make frames. */
export function mintingChange(logged: Logged, shard: number, obstacle: Obstacle): Happening {
  const { why, code } = obstacles[obstacle];
  return {
    rule: "consensus.quorum",
    what: obstacle === "none" ? "makes frames" : "makes no frames",
    why,
    cause: causeOf(logged, shard, { obstacle, code }),
  };
}

function causeOf(logged: Logged, shard: number, { obstacle, code }: { obstacle: Obstacle; code: CauseCode }): Cause {
  switch (obstacle) {
    case "halted":
      return { code, ...latestOf(logged, "halt", shard) };
    case "silenced": {
      const halted = haltedSince(logged);
      return halted < 0 ? { code } : { code, shard: halted, ...latestOf(logged, "halt", halted) };
    }
    case "none":
      return backInQuorum(logged, shard);
    case "empty":
    case "leaderless":
      return { code };
    default:
      // Where nobody is offline, its members went: the last of them is told.
      return { ...causeByLoss(logged, shard, code), ...missing(logged, shard, obstacle === "light") };
  }
}

/** The first shard that is halted, by row. */
const haltedSince = ({ world: { shards } }: Logged): number => shards.halted.subarray(0, shards.count).indexOf(1);

/**
 * The member that is missed most: by seniority the heaviest of those that are offline, by heads the one that went last; with its
 * share of the votes. It follows from the last of them to go. Without anybody who is offline, nobody is named.
 */
function missing(logged: Logged, shard: number, bySeniority: boolean): Omit<Cause, "code"> {
  const { allocations, nodes, provers, shards } = logged.world;
  const members = shards.ranked[shard];
  let [heaviest, last] = [-1, -1];
  for (const allocation of members) {
    const prover = allocations.prover[allocation];
    const node = provers.node[prover];
    if (nodes.online[node] === 1) continue;
    if (last < 0 || nodes.presenceSince[node] > nodes.presenceSince[provers.node[last]]) last = prover;
    if (heaviest < 0 || provers.seniority[prover] > provers.seniority[heaviest]) heaviest = prover;
  }
  if (last < 0) return {};
  const prover = bySeniority ? heaviest : last;
  const share = bySeniority ? provers.seniority[prover] / shards.seniorityTotal[shard] : 1 / members.length;
  return { prover, ...(Number.isFinite(share) && { share }), ...latestOf(logged, "presence", last) };
}

/** Who came back last of those that take part; what ended was that it made none. */
function backInQuorum(logged: Logged, shard: number): Cause {
  const { allocations, nodes, provers, shards } = logged.world;
  let last = -1;
  for (const allocation of shards.ranked[shard]) {
    const prover = allocations.prover[allocation];
    const node = provers.node[prover];
    if (nodes.online[node] === 0) continue;
    if (last < 0 || nodes.presenceSince[node] > nodes.presenceSince[provers.node[last]]) last = prover;
  }
  return last < 0 ? { code: "quorum" } : { code: "quorum", prover: last, ...latestOf(logged, "presence", last) };
}
