/**
 * Two servers in a row, from the first customer on until nobody is there again: a model for tests of rare events. Seen at jumps only,
 * one a second: whether the next is an arrival or the end of a service is drawn.
 */
import { z } from "zod";
import type { Model, RunIdentity, RunResult, Simulation } from "../sim/experiment/model.js";
import { createStreams } from "../sim/random/stream.js";
import { table } from "../sim/table/result-table.js";
import { StateReader } from "../sim/table/state-reader.js";
import { StateWriter } from "../sim/table/state-writer.js";
import { smallPlan } from "./instant-run.js";
import { scenarioBasics } from "./scenario-basics.js";

const schema = z.strictObject({
  ...scenarioBasics,
  arrivals: z.number().describe("rate"),
  first: z.number().describe("rate of the first server"),
  second: z.number().describe("rate of the second"),
  /** At which a run ends, as it does when nobody is there. */
  full: z.int().min(2),
});
export type TandemScenario = z.output<typeof schema>;

const secondUs = 1_000_000;

class Tandem implements Simulation {
  nowUs = 0;
  customers: [first: number, second: number] = [1, 0];
  readonly #draws;

  constructor(
    readonly scenario: TandemScenario,
    { seed, replication, from, branch }: RunIdentity,
  ) {
    const own = branch === undefined ? undefined : { name: branch, lasting: [] };
    this.#draws = createStreams(seed, replication, own).purpose("jump");
    if (from === undefined) return;
    this.nowUs = from.atUs;
    const state = new StateReader(from.state);
    this.customers = [state.number("first"), state.number("second")];
  }

  get horizonUs(): number {
    return this.scenario.horizon;
  }
  get frame(): number {
    return this.nowUs / secondUs;
  }
  get frameCount(): number {
    return this.horizonUs / secondUs;
  }
  get total(): number {
    return this.customers[0] + this.customers[1];
  }
  readonly looks = ((tandem: Tandem) => ({
    get nextUs() {
      return Math.min(tandem.horizonUs, tandem.nowUs + secondUs);
    },
    valueOf: () => tandem.total,
    levelOf: () => tandem.total,
  }))(this);

  advance(untilUs: number): boolean {
    while (this.nowUs < untilUs && this.#isUnderWay) this.#jump();
    return this.#isUnderWay && this.nowUs < this.horizonUs;
  }

  get #isUnderWay(): boolean {
    return this.total > 0 && this.total < this.scenario.full;
  }

  #jump(): void {
    const { arrivals, first, second } = this.scenario;
    const { customers } = this;
    const rates = [arrivals, customers[0] > 0 ? first : 0, customers[1] > 0 ? second : 0];
    const at = this.#draws.uniform(0, this.frame) * (rates[0] + rates[1] + rates[2]);
    this.nowUs += secondUs;
    if (at < rates[0]) customers[0]++;
    else if (at < rates[0] + rates[1]) [customers[0], customers[1]] = [customers[0] - 1, customers[1] + 1];
    else customers[1]--;
  }

  save() {
    const to = new StateWriter();
    to.number("first", this.customers[0]);
    to.number("second", this.customers[1]);
    return to.bytes();
  }

  finish(): RunResult {
    const one = table([
      { name: "time_s", values: [this.nowUs / secondUs] },
      { name: "queue.total", values: [this.total] },
    ]);
    return {
      tables: { series: one },
      metrics: [{ name: "queue.total", value: this.total, unit: "customers", kind: "count" }],
      fingerprint: `${this.nowUs}/${this.total}`,
      summaryLines: [],
    };
  }
}

export const tandemModel: Model<TandemScenario> = {
  schema,
  planOf: ({ replications }) => smallPlan({ sizes: [["servers", 2]], events: { total: 0 }, replications, seconds: 1 }),
  metricsOf: () => [
    {
      name: "queue.total",
      unit: "customers",
      about: "customers at both servers",
      kind: "count",
      course: "level",
      level: "customers at both servers",
    },
  ],
  createSimulation: (scenario, identity) => new Tandem(scenario, identity),
  whyFixed: () => "a queue is as it is",
  picturesOf: () => [],
  summaryLines: () => [],
};

/** The same, with workers. */
export const pooledTandemModel: Model<TandemScenario> = {
  ...tandemModel,
  worker: new URL("tandem-worker.ts", import.meta.url),
};

/** The probability that a run comes to `full` before nobody is there: the linear system of all states, by elimination. */
export function tandemProbability({ arrivals, first, second, full }: TandemScenario): number {
  const states: [number, number][] = [];
  for (let a = 0; a < full; a++) for (let b = 0; a + b < full; b++) if (a + b > 0) states.push([a, b]);
  const indexOf = new Map(states.map(([a, b], k) => [`${a},${b}`, k]));
  const rows = states.map(([a, b], k) => {
    const row = new Float64Array(states.length + 1);
    row[k] = 1;
    const rates = [arrivals, a > 0 ? first : 0, b > 0 ? second : 0];
    const all = rates[0] + rates[1] + rates[2];
    const to = [
      [a + 1, b],
      [a - 1, b + 1],
      [a, b - 1],
    ];
    for (const [j, [x, y]] of to.entries()) {
      if (rates[j] === 0 || x + y === 0) continue;
      if (x + y === full) row[states.length] += rates[j] / all;
      else row[indexOf.get(`${x},${y}`)!] -= rates[j] / all;
    }
    return row;
  });
  // Diagonally dominant: no pivots are needed.
  for (const [k, pivot] of rows.entries())
    for (let below = k + 1; below < rows.length; below++) {
      const factor = rows[below][k] / pivot[k];
      if (factor === 0) continue;
      for (let j = k; j <= states.length; j++) rows[below][j] -= factor * pivot[j];
    }
  const values = new Float64Array(states.length);
  for (let k = states.length - 1; k >= 0; k--) {
    let value = rows[k][states.length];
    for (let j = k + 1; j < states.length; j++) value -= rows[k][j] * values[j];
    values[k] = value / rows[k][k];
  }
  return values[indexOf.get("1,0")!];
}
