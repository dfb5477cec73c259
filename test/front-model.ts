/**
 * A model whose front is known: the first function of Zitzler, Deb and Thiele (2000), with luck that is the same at all points of a replication
 * and of a path, and a figure that nobody has measured.
 */
import { z } from "zod";
import type { FinishedRun, Model, RunIdentity } from "../sim/experiment/model.js";
import { createStreams } from "../sim/random/stream.js";
import { table } from "../sim/table/result-table.js";
import { duration } from "../sim/units/schema.js";
import { instantRun, smallPlan } from "./instant-run.js";
import { scenarioBasics } from "./scenario-basics.js";

const part = () => z.number().min(0).max(1);
const schema = z.strictObject({
  ...scenarioBasics,
  spent: part().default(0.5).describe("what is given for it"),
  waste: part().default(0.5).describe("what is given for nothing"),
  idle: part().default(0.5).describe("does nothing"),
  kind: z.enum(["plain", "broken"]).default("plain"),
  path: z.int().min(0).default(0).describe("which future"),
  rate: z.number().min(0).default(1).describe("by which a loss counts"),
  lead: duration().prefault("1 h").describe("nobody has measured it, and nothing hangs on it"),
});
export type FrontScenario = z.output<typeof schema>;

/** Of every run about its point; so far it comes at most to either side. */
export const luck = 0.05;

function sold({ spent, waste, path, rate }: FrontScenario, { seed, replication }: RunIdentity): FinishedRun {
  const streams = createStreams(seed, replication);
  const by = luck * (2 * streams.purpose("front luck").uniform(path, 0) - 1);
  const rest = 1 + 9 * waste;
  const loss = rate * rest * (1 - Math.sqrt(spent / rest)) + by;
  return {
    tables: { series: table([{ name: "time_s", values: [0] }]) },
    metrics: [
      { name: "shop.cost", unit: "EUR", kind: "balance", value: spent },
      { name: "shop.loss", unit: "EUR", kind: "balance", value: loss },
      { name: "shop.fame", unit: "share", kind: "share", value: null },
    ],
    fingerprint: `${spent}/${loss}`,
    summaryLines: [],
  };
}

export const frontModel: Model<FrontScenario> = {
  schema,
  planOf: ({ replications, kind }) =>
    smallPlan({
      sizes: [["shops", 1]],
      replications,
      infeasible: kind === "broken" ? [{ path: "kind", message: "nothing can be sold there" }] : [],
    }),
  metricsOf: () => [
    { name: "shop.cost", unit: "EUR", about: "what is given", kind: "balance", course: "end" },
    { name: "shop.loss", unit: "EUR", about: "what is lost", kind: "balance", course: "end" },
    { name: "shop.fame", unit: "share", about: "what nobody measures", kind: "share", course: "end" },
  ],
  createSimulation: (scenario, identity) => instantRun(scenario, identity, sold),
  assumedInputs: () => [
    { path: "lead", why: "said to be so" },
    { path: "rate", why: "a guess" },
    { path: "kind", why: "a word" },
  ],
  // Nothing is sold for less than was spent on it.
  leastOf: (metric, { scenario, paths }) =>
    metric === "shop.cost" && !paths.includes("spent") ? scenario.spent : undefined,
  whyFixed: () => "sold is sold",
  picturesOf: () => [],
  summaryLines: () => [],
};

/** The same, which knows that nothing is sold for more than was spent on it either. */
export const boundedFrontModel: Model<FrontScenario> = {
  ...frontModel,
  mostOf: (metric, { corners }) => {
    if (metric !== "shop.cost") return undefined;
    const all = corners(
      (path) => path === "spent" || path === "kind",
      (path) => path === "spent",
    );
    if (all === undefined || all.some(({ kind }) => kind === "broken")) return undefined;
    return { most: Math.max(...all.map(({ spent }) => spent)), why: "nobody spends more" };
  },
};

/** The same, with workers. */
export const pooledFrontModel: Model<FrontScenario> = {
  ...frontModel,
  worker: new URL("front-worker.ts", import.meta.url),
};
