/**
 * A game whose best play is known: miners of a chain of blocks, some of whom keep what they find to themselves for a while. Source: Eyal and
 * Sirer, Majority is not Enough: Bitcoin Mining is Vulnerable (2014), Algorithm 1 and equation 8.
 */
import { z } from "zod";
import type { Model, RunIdentity, RunResult } from "../sim/experiment/model.js";
import { createStreams, type Purpose } from "../sim/random/stream.js";
import { table } from "../sim/table/result-table.js";
import { instantRun, smallPlan } from "./instant-run.js";
import { scenarioBasics } from "./scenario-basics.js";

const schema = z.strictObject({
  ...scenarioBasics,
  blocks: z.int().min(1).default(20_000).describe("blocks that are found in all"),
  pool: z.strictObject({
    share: z.number().min(0).max(0.5).describe("of all that is mined with"),
    strategy: z.enum(["honest", "selfish"]).default("selfish"),
  }),
  gamma: z.number().min(0).max(1).default(0).describe("share of the others who mine on the pool's block in a tie"),
});
export type MiningScenario = z.output<typeof schema>;

/** What the pool has of all blocks that count, in the long run. */
export function revenueShare(share: number, gamma: number): number {
  const rest = 1 - share;
  const won = share * rest * rest * (4 * share + gamma * (1 - 2 * share)) - share ** 3;
  return won / (1 - share * (1 + (2 - share) * share));
}

/** From which share on that is more than the share itself. */
export const profitableFrom = (gamma: number): number => (1 - gamma) / (3 - 2 * gamma);

/** Blocks that count in the end, by whose they are. */
function mined(
  { blocks, pool: { share, strategy }, gamma }: MiningScenario,
  draws: Purpose,
): [pool: number, others: number] {
  let [own, others, lead, isTie] = [0, 0, 0, false];
  for (let k = 0; k < blocks; k++) {
    const isOwn = draws.uniform(0, k) < share;
    if (strategy === "honest") {
      if (isOwn) own++;
      else others++;
    } else if (isTie) {
      // Both branches have one block, and this one decides.
      const isOnOwn = !isOwn && draws.uniform(1, k) < gamma;
      own += isOwn ? 2 : isOnOwn ? 1 : 0;
      others += isOwn ? 0 : isOnOwn ? 1 : 2;
      isTie = false;
    } else if (isOwn) lead++;
    else if (lead === 0) others++;
    else if (lead === 1) [lead, isTie] = [0, true];
    else if (lead === 2) [own, lead] = [own + 2, 0];
    else [own, lead] = [own + 1, lead - 1];
  }
  return [own, others];
}

function sharesMined(scenario: MiningScenario, identity: RunIdentity): RunResult {
  const { seed, replication } = identity;
  const [own, others] = mined(scenario, createStreams(seed, replication).purpose("blocks"));
  const share = own + others === 0 ? 0 : own / (own + others);
  return {
    tables: { series: table([{ name: "time_s", values: [0] }]) },
    metrics: [
      { name: "pool.revenue", unit: "share", kind: "share", value: share },
      { name: "pool.gain", unit: "share", kind: "balance", value: share - scenario.pool.share },
    ],
    fingerprint: `${own}/${others}`,
    summaryLines: [],
  };
}

export const miningModel: Model<MiningScenario> = {
  schema,
  planOf: ({ replications, blocks, pool, gamma }) =>
    smallPlan({
      sizes: [["blocks", blocks]],
      events: { total: blocks },
      replications,
      infeasible:
        pool.strategy === "honest" && gamma > 0.9 ? [{ path: "gamma", message: "nobody ties with the honest" }] : [],
    }),
  metricsOf: () => [
    {
      name: "pool.revenue",
      unit: "share",
      about: "blocks that it has of those that count",
      kind: "share",
      course: "end",
    },
    { name: "pool.gain", unit: "share", about: "the same, less its share of the work", kind: "balance", course: "end" },
  ],
  createSimulation: (scenario, identity) => instantRun(scenario, identity, sharesMined),
  whyFixed: () => "mined is mined",
  picturesOf: () => [],
  summaryLines: () => [],
};

/** The same, with workers. */
export const pooledMiningModel: Model<MiningScenario> = {
  ...miningModel,
  worker: new URL("mining-worker.ts", import.meta.url),
};
