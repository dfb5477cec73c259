/** A model of nothing, for tests of the command line: a number that grows by one each simulated second. */
import { z } from "zod";
import { InvariantError } from "../sim/kernel/invariants.js";
import { table } from "../sim/output/table.js";
import { duration } from "../sim/units/schema.js";
import { scenarioName } from "../sim/units/file-name.js";
import type { Model, RunIdentity, Simulation } from "../sim/cli/model.js";

const schema = z.strictObject({
  name: scenarioName(),
  about: z.string().default(""),
  seed: z.union([z.int().min(0), z.string()]).default(1),
  horizon: duration(),
  replications: z.int().min(1).default(1),
  peers: z.int().min(0).max(1000).default(10),
  breaksAt: z.number().optional().describe("seconds after which an invariant breaks"),
});
type Scenario = z.output<typeof schema>;

const secondUs = 1_000_000;

class Growth implements Simulation {
  nowUs = 0;
  constructor(
    readonly scenario: Scenario,
    readonly identity: RunIdentity,
  ) {}
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
    const { breaksAt = Infinity } = this.scenario;
    if (untilUs >= breaksAt * secondUs) {
      const { replay } = this.identity;
      throw new InvariantError({ what: "a toy broke", timeUs: breaksAt * secondUs, replay, lastEvents: [] });
    }
    this.nowUs = untilUs;
    return untilUs < this.horizonUs;
  }
  finish() {
    const { seed, replication } = this.identity;
    const one = table([{ name: "time_s", values: [this.nowUs / secondUs] }]);
    return {
      tables: { series: one, shards: one, operators: one, rings: one },
      metrics: [
        { name: "toy.seconds", value: this.nowUs / secondUs + replication, unit: "s" },
        { name: "toy.units", value: BigInt(replication), unit: "units" },
        { name: "toy.seed", value: seed, unit: "" },
      ],
      fingerprint: `${seed}${replication}/toy`,
      story: ["a number grew"],
    };
  }
}

export const toyModel: Model<Scenario> = {
  schema,
  planOf: ({ peers, replications }) => ({
    peers,
    workers: peers,
    shards: 1,
    frames: 1,
    replications,
    memoryBytes: 1_400_000_000,
    seconds: 90,
    notes: ["a toy"],
    impossible: peers === 0 ? [{ path: "peers", message: "nobody would be there" }] : [],
  }),
  createSimulation: (scenario, identity) => new Growth(scenario, identity),
  picturesOf: () => [],
};
