/** A model of nothing, for tests of the command line: a number that grows by one each simulated second. */
import { z } from "zod";
import { generalExamples, type Program } from "../sim/cli/command.js";
import { exitNow } from "../sim/experiment/exit-guard.js";
import { InvariantError } from "../sim/kernel/invariants.js";
import { table } from "../sim/table/result-table.js";
import { StateReader } from "../sim/table/state-reader.js";
import { StateWriter } from "../sim/table/state-writer.js";
import type { Model, RunIdentity, Simulation } from "../sim/experiment/model.js";
import { scenarioBasics } from "./scenario-basics.js";

const schema = z.strictObject({
  ...scenarioBasics,
  peers: z.int().min(0).max(1000).default(10),
  breaksAt: z.number().optional().describe("seconds after which an invariant breaks"),
  fails: z.enum(["throw", "memory", "exit", "break"]).optional().describe("what a replication dies of"),
  slow: z.boolean().default(false).describe("whether time hardly moves, so that it never ends"),
  failsIn: z.int().min(0).default(1).describe("which replication that is"),
});
type Scenario = z.output<typeof schema>;

const secondUs = 1_000_000;

function fillMemory(): never {
  const hoard: number[][] = [];
  for (;;) hoard.push(Array.from({ length: 100_000 }, (_, k) => k + hoard.length));
}

class Growth implements Simulation {
  nowUs: number;
  /** How often it was stored before. */
  stores = 0;
  constructor(
    readonly scenario: Scenario,
    readonly identity: RunIdentity,
  ) {
    this.nowUs = identity.from?.atUs ?? 0;
    if (identity.from !== undefined) this.stores = new StateReader(identity.from.state).number("stores");
  }
  get horizonUs(): number {
    return this.scenario.horizon;
  }
  get frame(): number {
    return Math.floor(this.nowUs / secondUs);
  }
  get frameCount(): number {
    return Math.floor(this.horizonUs / secondUs);
  }
  advance(untilUs: number): boolean {
    const { breaksAt = Infinity, fails, failsIn } = this.scenario;
    const { replay, replication } = this.identity;
    if (fails === "throw" && replication === failsIn) throw new RangeError("a toy fell");
    if (fails === "memory" && replication === failsIn) fillMemory();
    if (fails === "exit" && replication === failsIn) exitNow(3);
    if (untilUs >= breaksAt * secondUs || (fails === "break" && replication === failsIn)) {
      throw new InvariantError({ what: "a toy broke", timeUs: untilUs, replay, lastEvents: [] });
    }
    this.nowUs = this.scenario.slow ? this.nowUs + 1 : untilUs;
    return this.nowUs < this.horizonUs;
  }
  save() {
    this.stores++;
    const to = new StateWriter();
    to.number("stores", this.stores);
    return to.bytes();
  }
  finish() {
    const { seed, replication } = this.identity;
    const one = table([
      { name: "time_s", values: [this.nowUs / secondUs] },
      { name: "who", values: [`toy ${replication}`] },
      { name: "units", values: [2n ** 70n + BigInt(replication)] },
    ]);
    return {
      tables: { series: one, shards: one, operators: one, rings: one },
      metrics: [
        { name: "toy.seconds", value: this.nowUs / secondUs + replication, unit: "s" },
        { name: "toy.units", value: BigInt(replication), unit: "units" },
        { name: "toy.seed", value: seed, unit: "" },
        { name: "toy.peers", value: this.scenario.peers, unit: "peers" },
      ],
      fingerprint: `${seed}${replication}/toy`,
      summaryLines: ["a number grew"],
    };
  }
}

/** Runs in the main thread, whatever the number of workers. */
export const toyModel: Model<Scenario> = {
  schema,
  planOf: ({ peers, replications }) => ({
    sizes: [["peers", peers]],
    frames: 1,
    events: { total: 0 },
    replications,
    memoryBytes: 1_400_000_000,
    seconds: 90,
    notes: ["a toy"],
    infeasible: peers === 0 ? [{ path: "peers", message: "nobody would be there" }] : [],
  }),
  metricsOf: () => [
    { name: "toy.seconds", unit: "s", about: "how long it grew", course: "end", kind: "duration" },
    { name: "toy.units", unit: "units", about: "which replication", course: "end", kind: "amount" },
    { name: "toy.seed", unit: "", about: "its seed", course: "end" },
    { name: "toy.peers", unit: "peers", about: "who looked on", course: "end", kind: "count" },
  ],
  keeps: ["events", "profile"],
  createSimulation: (scenario, identity) => new Growth(scenario, identity),
  whyFixed: ({ path }) => (path === "breaksAt" || path === "horizon" ? null : "a toy is as it is"),
  picturesOf: () => [],
  summaryLines: (replications) => [`a number grew ${replications.length} times`],
};

/** The same, with workers. */
export const pooledToyModel: Model<Scenario> = { ...toyModel, worker: new URL("toy-worker.ts", import.meta.url) };

/** A program of no commands about nothing, for commands that ask nothing of it. */
export const toyProgram: Program = {
  about: "toy: a number that grows",
  commands: [],
  loadModel: async () => toyModel,
  loadStartingFile: async () => () => "",
  examples: generalExamples,
};
