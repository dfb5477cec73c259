/**
 * A model for tests of comparisons: walkers that draw and step every second. It can be given a flaw, so that a run
 * depends on how many runs there were before it: what no run may do.
 */
import { z } from "zod";
import type { Model, RunIdentity, RunResult, Simulation } from "../sim/experiment/model.js";
import { Kernel } from "../sim/kernel/kernel.js";
import { table } from "../sim/table/result-table.js";
import { StateReader } from "../sim/table/state-reader.js";
import { StateWriter } from "../sim/table/state-writer.js";
import { createLoggedStreams } from "../sim/random/logged-streams.js";
import { createStreams } from "../sim/random/stream.js";
import { smallPlan } from "./instant-run.js";
import { scenarioBasics } from "./scenario-basics.js";

const schema = z.strictObject({
  ...scenarioBasics,
  walkers: z.int().min(1).max(1000).default(4),
});
export type WalkScenario = z.output<typeof schema>;

const secondUs = 1_000_000;
/** The moment and the walker at which a flaw shows. */
export const flawAt = { second: 7, walker: 2 };

/** What a flawed run does differently. */
export type Flaw =
  | "none"
  | "start draw"
  | "draw counter"
  | "further draw"
  | "event time"
  | "event missing"
  | "fold"
  | "state"
  | "state at the start"
  | "length of state"
  | "table"
  | "metric"
  | "error"
  | "memory"
  | "error of memory"
  | "same error";

/** `isFlawed` is asked with the number of each run that begins, from 0; unless told, every second run is flawed. */
export function walkModel(flaw: Flaw, isFlawed = (run: number): boolean => run % 2 === 1): Model<WalkScenario> {
  let runs = 0;
  return {
    schema,
    planOf: ({ walkers, replications }) =>
      smallPlan({ sizes: [["walkers", walkers]], events: { total: 0 }, replications, seconds: 1 }),
    metricsOf: () => [{ name: "walk.steps", unit: "steps", about: "events so far", course: "end" }],
    createSimulation: (scenario, identity) => new Walk(scenario, identity, isFlawed(runs++) ? flaw : "none"),
    whyFixed: () => "a walk is as it is",
    picturesOf: () => [],
    summaryLines: () => [],
  };
}

class Walk implements Simulation {
  nowUs = 0;
  readonly horizonUs: number;
  readonly frameCount: number;
  readonly #kernel: Kernel;
  readonly #places: Float64Array;
  readonly #flaw: Flaw;
  /** What no store knows of. */
  #steps = 0;

  constructor(
    { horizon, walkers }: WalkScenario,
    { seed, replication, replay, observer, from }: RunIdentity,
    flaw: Flaw,
  ) {
    this.#flaw = flaw;
    this.horizonUs = horizon;
    this.frameCount = Math.floor(horizon / secondUs);
    const kernel = new Kernel({ horizonUs: horizon, replay, ...(observer && { observer: observer }) });
    this.#kernel = kernel;
    const places = new Float64Array(walkers + 8);
    this.#places = places;
    const trails: number[][] = Array.from({ length: walkers }, () => []);
    observer?.attach({
      nameOf: (kind) => kernel.nameOf(kind),
      folded: () => kernel.soFar().digestWords()[0],
      state: () => [
        { name: "walkers.place", values: places, rowCount: flaw === "length of state" ? walkers + 1 : walkers },
        { name: "walkers.trail", values: trails, rowCount: walkers },
      ],
    });
    const streams = observer
      ? createLoggedStreams(seed, replication, observer.draws)
      : createStreams(seed, replication);
    const step = kernel.register({
      name: "step",
      priority: 0,
      handle: ({ kind, timeUs, target, payload: count }) => {
        this.#steps++;
        if (flaw === "error of memory" && this.#steps === 1 && count > 0) throw new Error("where am I?");
        const isThere = timeUs === flawAt.second * secondUs && target === flawAt.walker;
        const is = (name: Flaw): boolean => isThere && flaw === name;
        if (is("error")) throw new Error("stumbled");
        if (is("same error")) throw new Error("fell");
        const stream = streams.purpose("step");
        stream.uniform(target, is("draw counter") ? count + 1 : count);
        if (is("further draw")) stream.uniform(target, count + 1);
        // Whatever was drawn, the walker goes on: a flaw shows in what it is and nowhere else.
        places[target] += 1;
        if (is("state")) places[target] += 1e-9;
        trails[target].push(count);
        if (is("fold")) kernel.fingerprint.word(1);
        if (is("event missing")) return;
        kernel.schedule(kind, timeUs + secondUs + (is("event time") ? 1 : 0), target, target, count + 1);
      },
    });
    if (flaw === "state at the start") places[0] = -0;
    if (from !== undefined) {
      this.nowUs = from.atUs;
      const state = new StateReader(from.state);
      state.part("kernel", kernel);
      places.set(state.numbers("places", Float64Array));
      return;
    }
    const start = streams.purpose("start");
    for (let walker = 0; walker < walkers; walker++) {
      start.word(walker, flaw === "start draw" ? 1 : 0);
      kernel.schedule(step, secondUs, walker, walker, 0);
    }
  }

  get frame(): number {
    return Math.floor(this.nowUs / secondUs);
  }

  advance(untilUs: number, maxEvents?: number): boolean {
    const hasMore = this.#kernel.runUntil(untilUs, maxEvents);
    this.nowUs = hasMore ? Math.max(this.nowUs, Math.min(untilUs, this.#kernel.nextUs - 1)) : this.horizonUs;
    return hasMore;
  }

  save() {
    const to = new StateWriter();
    to.part("kernel", this.#kernel);
    to.numbers("places", this.#places);
    return to.bytes();
  }

  finish(): RunResult {
    const place = Array.from(this.#places, (value, k) => (this.#flaw === "table" && k === 3 ? value + 1 : value));
    if (this.#flaw === "memory") place[1] += this.#steps;
    const one = table([{ name: "place", values: place }]);
    return {
      tables: { series: one, shards: one, operators: one, rings: one },
      metrics: [
        { name: "walk.steps", value: this.#kernel.eventCount + (this.#flaw === "metric" ? 1 : 0), unit: "steps" },
      ],
      fingerprint: this.#kernel.print(["events"]),
      summaryLines: ["walkers walked"],
    };
  }
}
