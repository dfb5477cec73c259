/** Tries scenarios: whether what is expected fails in them, and in which way. */
import { InvariantError } from "../../kernel/invariants.js";
import { toYaml } from "../../scenario/print.js";
import { append } from "../../units/append.js";
import type { Claim } from "../expect/claim.js";
import { answerOf } from "../expect/counterexample.js";
import { type DecidingRow, decidingRow } from "../expect/deciding-row.js";
import type { ValueOf } from "../expect/event.js";
import { expectationsOf } from "../expect/expectations.js";
import { type Judgement, judge } from "../expect/judge.js";
import { nextLook } from "../expect/looks.js";
import { ReplicationFailure } from "../failure.js";
import type { Model, Plan, RunResult, ScenarioBasics } from "../model.js";
import { loadFile, type ReadyScenario, readyScenario, ScenarioErrors } from "../ready-scenario.js";
import { execute, type ReplicationResult } from "../replicate/execute.js";
import type { Interrupt, Progress } from "../watch.js";

/** How a scenario fails what is expected of it. */
export interface Failure {
  /** The run that speaks against it; of a claim of many runs the one that does so most. */
  readonly run: ReplicationResult;
  /** What was seen of all runs; null: one run is a counterexample. */
  readonly judgement: Judgement | null;
  /** False, or null where nothing was measured; of claims of many runs whether anything was. */
  readonly answer: boolean | null;
  readonly decided: DecidingRow | null;
  /** By which chain of events, as far as the model tells it. */
  readonly way: string;
  /** How large that is in which it fails: what is counted, and how many there are. */
  readonly sizes: Plan["sizes"];
  readonly horizonS: number;
}

export interface TrialOptions<Scenario extends ScenarioBasics> {
  readonly model: Model<Scenario>;
  /** What the texts are called, and where files that they name are looked for. */
  readonly file: string;
  readonly root: string | undefined;
  /** Runs at most. */
  readonly budget: number;
  /** In which way a run comes to what decides: other ways are other failures. */
  readonly wayOf: (run: RunResult, decided: DecidingRow | null) => string;
  readonly progress: Progress;
  readonly interrupt: Interrupt;
}

/** Replications up to which a claim of many runs may be decided. */
const sampleMax = 23;
/** Scenarios that are read for each run that may be: most are refused, or the same as before. */
const readsPerRun = 40;

export class Trials<Scenario extends ScenarioBasics> {
  runs = 0;
  #reads = 0;
  /** Estimated seconds of the first: nothing that takes much longer is smaller. */
  #firstS: number | undefined;
  /** By everything that determines the runs. */
  readonly #known = new Map<string, Failure | null>();

  constructor(readonly options: TrialOptions<Scenario>) {}

  /** Whether nothing more may be tried: each trial takes `cost` runs at least. */
  isOver(cost: number): boolean {
    const { budget, interrupt } = this.options;
    return interrupt.requested || this.runs + cost > budget || this.#reads >= readsPerRun * budget;
  }

  /** Null: it cannot be run, or does not fail. The text has one expectation; `replication` is the one that speaks against it. */
  async failureOf(text: string, replication: number): Promise<Failure | null> {
    this.#reads++;
    const ready = this.#read(text);
    if (ready === undefined) return null;
    const { seconds } = this.options.model.planOf({ ...ready.scenario, replications: 1 });
    this.#firstS ??= seconds;
    if (seconds > 1.5 * this.#firstS) return null;
    const key = toYaml(ready.written);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const found = await this.#tried(ready, replication);
    // What an interruption cut short says nothing.
    if (!this.options.interrupt.requested) this.#known.set(key, found);
    return found;
  }

  #read(text: string): ReadyScenario<Scenario> | undefined {
    const { model, file, root } = this.options;
    try {
      const loaded = loadFile(model, file, { text, root });
      return loaded.ok ? readyScenario(model, file, loaded) : undefined;
    } catch (error) {
      if (error instanceof ScenarioErrors) return undefined;
      throw error;
    }
  }

  async #tried(ready: ReadyScenario<Scenario>, replication: number): Promise<Failure | null> {
    const { scenario } = ready;
    const [expectation] = expectationsOf(scenario, this.options.model.metricsOf(scenario));
    const { claim } = expectation;
    if (claim.kind === "mean" || claim.kind === "quantile") return this.#sampled(ready, claim);
    const [run] = await this.#run(scenario, [replication]);
    if (run === undefined) return null;
    const answer = answerOf(claim, valuesOf(run));
    return answer === true ? null : this.#failure(ready, claim, { run, judgement: null, answer });
  }

  /** Looks as `orrery check` does, which then comes to the same. */
  async #sampled(ready: ReadyScenario<Scenario>, claim: Claim): Promise<Failure | null> {
    const runs: ReplicationResult[] = [];
    for (let look = 1; runs.length < sampleMax; look++) {
      const until = nextLook(runs.length, sampleMax);
      const more = Array.from({ length: until - runs.length }, (_, k) => runs.length + k);
      const found = await this.#run(ready.scenario, more);
      if (found.length < more.length) return null;
      append(runs, found);
      const judgement = judge(claim, runs.map(valuesOf), 1 - claim.confidence, look);
      if (judgement.verdict === "pass") return null;
      if (judgement.verdict === "fail")
        return this.#failure(ready, claim, {
          run: runs[judgement.worst?.replication ?? 0],
          judgement,
          answer: judgement.measured > 0,
        });
    }
    return null;
  }

  #failure(
    { plan, scenario }: ReadyScenario<Scenario>,
    claim: Claim,
    seen: Pick<Failure, "run" | "judgement" | "answer">,
  ): Failure {
    const decided = decidingRow(
      claim,
      seen.run.tables.series,
      valuesOf(seen.run),
      this.options.model.datedOf?.(scenario).startMs,
    );
    const way = this.options.wayOf(seen.run, decided);
    return { ...seen, decided, way, sizes: plan.sizes, horizonS: scenario.horizon / 1e6 };
  }

  /** Fewer than asked for where one cannot be finished, or somebody interrupts. */
  async #run(scenario: Scenario, replications: readonly number[]): Promise<readonly ReplicationResult[]> {
    const { model, budget, progress, interrupt } = this.options;
    const before = this.runs;
    const report: Progress = {
      update: ({ done, frames }) =>
        progress.update({
          done: Math.min(1, (before + done * replications.length) / budget),
          frames,
          activity: { kind: "many", what: "runs", finished: this.runs, count: budget, workers: undefined },
        }),
    };
    this.runs += replications.length;
    try {
      const { results, interrupted } = await execute(model, scenario, {
        replications,
        replayOf: (replication) => `replication ${replication} of a smaller scenario`,
        progress: report,
        interrupt,
      });
      return interrupted ? [] : results;
    } catch (error) {
      // A run that breaks fails in another way.
      if (error instanceof ReplicationFailure || error instanceof InvariantError) return [];
      throw error;
    }
  }
}

/** Figures of a run by their names. */
export function valuesOf({ metrics }: RunResult): ValueOf {
  const values = new Map(metrics.map(({ name, value }) => [name, value]));
  return (name) => {
    const value = values.get(name) ?? null;
    return typeof value === "string" ? null : value;
  };
}
