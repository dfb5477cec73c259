/**
 * Runs replications of scenarios until each of their expectations is decided. Whoever computes them, and however fast, it looks after the same
 * replications, so that the same code gives the same verdicts on any number of workers.
 */
import { codeVersion } from "../../program/code-version.js";
import type { Model, ScenarioBasics } from "../model.js";
import type { Pool } from "../pool/pool.js";
import type { ReadyScenario } from "../ready-scenario.js";
import type { SplitScenario } from "../splitting/run-jobs.js";
import type { RareEvent } from "../splitting/simulated-paths.js";
import type { CellResult } from "../store/cell.js";
import { cellKey, pointKey } from "../store/cell-key.js";
import { CellStore, closeStore } from "../store/cell-store.js";
import { computeCells } from "../sweep/compute-cells.js";
import type { Part } from "../sweep/grid.js";
import type { ReadyPoint } from "../sweep/ready-sweep.js";
import type { Interrupt, Progress } from "../watch.js";
import type { ValueOf } from "./event.js";
import { type Expectation, expectationsOf, figuresMeasured } from "./expectations.js";
import { type Judgement, judge } from "./judge.js";
import { judgeRare } from "./judge-rare.js";
import { judgeTilted } from "./judge-tilted.js";
import { budgetFor, nextLook } from "./looks.js";
import { rareEventOf } from "./rare-claim.js";
import { sharesOf } from "./shares.js";

export interface CheckOptions {
  /** Folder of stored cells, which `openStore` has tried. */
  readonly store: string;
  /** No expectation is judged with more confidence than this; undefined: each with its own. */
  readonly confidenceMax: number | undefined;
  /** Replications of a scenario at most; undefined: what its expectations take. */
  readonly replicationsMax: number | undefined;
  /** Which part of all expectations is judged; undefined: all of them. */
  readonly part?: Part | undefined;
  /** The command that runs one replication of a scenario alone. */
  readonly replayOf: (scenario: number, replication: number) => string;
  readonly progress: Progress;
  readonly interrupt: Interrupt;
  /** Threads for so many cells; undefined where this thread does the work. */
  readonly poolFor: (cells: number) => Pool | undefined;
}

/** An expectation with what was found. */
export interface JudgedExpectation extends Judgement {
  /** With the confidence by which it was judged: its own, or less. */
  readonly expectation: Expectation;
}

export interface CheckedScenario {
  readonly judged: readonly JudgedExpectation[];
  /** Of the replications that were looked at, in their order. */
  readonly fingerprints: readonly string[];
  /** Replications that were looked at; of these computed now. */
  readonly replications: number;
  readonly computed: number;
}

/** A scenario to check, by itself or as one of the design points of a file. */
export interface CheckedPoint<Scenario extends ScenarioBasics> extends Pick<
  ReadyScenario<Scenario>,
  "scenario" | "written" | "plan"
> {
  /** Points of the file, which share the error as expectations do; 1 unless given. */
  readonly pointCount?: number;
}

/** A scenario whose expectations are being decided. */
interface Open<Scenario> {
  readonly point: ReadyPoint<Scenario>;
  /** All of the file, which share the error whoever judges them. */
  readonly expectations: readonly Expectation[];
  /** Expectations of all points of the file: what the error is divided by. */
  readonly family: number;
  /** Whether each is judged here. */
  readonly isOwn: readonly boolean[];
  /** What splitting looks for, by expectation; undefined where replications judge. */
  readonly rare: readonly (RareEvent | undefined)[];
  /** Names scenario and program in the store. */
  readonly key: string;
  readonly cells: (CellResult | undefined)[];
  readonly judged: (JudgedExpectation | undefined)[];
  readonly budget: number;
  replications: number;
  computed: number;
}

/** The error of each expectation of a file: its own, divided by their number, so that all together keep it (Bonferroni). */
const errorOf = (confidence: number, expectations: number): number => (1 - confidence) / expectations;

/** A check that was interrupted leaves open what is not decided. Throws `ReplicationFailure` where a replication cannot be finished. */
export async function runCheck<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  scenarios: readonly CheckedPoint<Scenario>[],
  options: CheckOptions,
): Promise<readonly CheckedScenario[]> {
  const open = shared(
    scenarios.map((ready) => openScenario(model, ready, options)),
    options.part,
  );
  const store = new CellStore(options.store);
  let pool: Pool | undefined;
  const grid = { points: open.length, replications: open.reduce((max, { budget }) => Math.max(max, budget), 1) };
  const points = open.map(({ point }) => point);
  try {
    for (let look = 1; !options.interrupt.requested; look++) {
      const pending = open.filter(isPending);
      if (pending.length === 0) break;
      const wanted = pending.flatMap((one) => {
        const until = nextLook(one.replications, one.budget);
        const first = open.indexOf(one) * grid.replications;
        return Array.from({ length: until - one.replications }, (_, k) => first + one.replications + k);
      });
      for (const cell of wanted) {
        const [at, replication] = [Math.floor(cell / grid.replications), cell % grid.replications];
        open[at].cells[replication] = store.read(points[at].keyOf(replication));
      }
      const missing = wanted.filter(
        (cell) => open[Math.floor(cell / grid.replications)].cells[cell % grid.replications] === undefined,
      );
      if (missing.length > 1) pool ??= options.poolFor(missing.length);
      const computed = await computeCells(model, { grid, points }, { ...options, cells: missing, pool });
      for (const { cell, result } of computed) {
        const one = open[Math.floor(cell / grid.replications)];
        one.cells[cell % grid.replications] = result;
        one.computed++;
      }
      // What an interruption left out depends on how fast the workers were.
      if (computed.length < missing.length) break;
      for (const one of pending) {
        one.replications = nextLook(one.replications, one.budget);
        lookAt(one, look);
      }
    }
    for (const one of open)
      await judgeRareOnes(model, one, {
        ...options,
        store,
        replay: options.replayOf(open.indexOf(one), 0),
        poolFor: (jobs) => (pool ??= options.poolFor(jobs)),
      });
  } finally {
    closeStore(options.store);
    await pool?.close();
  }
  return open.map(({ judged, expectations, isOwn, cells, replications, computed }) => ({
    judged: judged.map((one, k) => one ?? unseen(expectations[k])).filter((_, k) => isOwn[k]),
    fingerprints: cells.slice(0, replications).map((cell) => (cell as CellResult).fingerprint),
    replications,
    computed,
  }));
}

/** Judges what is too rare for replications: by splitting, or by the other law that the scenario has. */
async function judgeRareOnes<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  one: Open<Scenario>,
  {
    replicationsMax: rootsMax,
    ...options
  }: Pick<CheckOptions, "replicationsMax"> &
    Pick<SplitScenario<Scenario>, "store" | "replay" | "progress" | "interrupt" | "poolFor">,
): Promise<void> {
  const { expectations, family, isOwn, rare, point, key } = one;
  for (const [k, expectation] of expectations.entries()) {
    const event = rare[k];
    const { claim } = expectation;
    if (!isOwn[k] || event === undefined || claim.kind !== "probability" || options.interrupt.requested) continue;
    const split = { ...options, model, scenario: point.scenario, event, point: key };
    const alpha = errorOf(claim.confidence, family);
    const judged = model.isTilted?.(point.scenario) === true ? judgeTilted : judgeRare;
    const found = await judged(claim, split, { alpha, rootsMax });
    if (found === undefined) continue;
    one.judged[k] = { expectation, ...found.judgement };
    one.replications += found.judgement.replications;
    one.computed += found.computed;
  }
}

function openScenario<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  { scenario, written, plan, pointCount = 1 }: CheckedPoint<Scenario>,
  { confidenceMax = 1, replicationsMax = Number.POSITIVE_INFINITY }: CheckOptions,
): Open<Scenario> {
  const expectations = expectationsOf(scenario, model.metricsOf(scenario)).map(({ claim, ...rest }): Expectation => {
    const confidence = Math.min(claim.confidence, confidenceMax);
    return { ...rest, claim: { ...claim, confidence } };
  });
  const family = expectations.length * pointCount;
  const rare = expectations.map(({ claim }) => rareEventOf(claim));
  const sampled = expectations.filter((_, k) => rare[k] === undefined);
  const outputs = figuresMeasured(sampled);
  const key = pointKey({ ...(written as object), outputs }, codeVersion());
  const seed = String(scenario.seed);
  const budget = sampled.reduce(
    (max, { claim }) => Math.max(max, budgetFor(claim, errorOf(claim.confidence, family))),
    0,
  );
  return {
    point: {
      scenario: { ...scenario, outputs },
      plan,
      seed,
      parameters: [],
      keyOf: (replication) => cellKey(key, seed, replication),
    },
    expectations,
    family,
    isOwn: expectations.map(() => true),
    rare,
    key: pointKey(written as object, codeVersion()),
    cells: [],
    judged: expectations.map(() => undefined),
    budget: Math.min(budget, replicationsMax),
    replications: 0,
    computed: 0,
  };
}

/** The same, where each machine judges a part of them: budgets, looks and errors are those of all. */
function shared<Scenario>(open: readonly Open<Scenario>[], part: Part | undefined): readonly Open<Scenario>[] {
  if (part === undefined) return open;
  const divisible = open.map(({ point, expectations, family }) => ({
    cost: Math.max(1, point.plan.events.total),
    claims: expectations.map(({ claim }) => claim),
    alphas: expectations.map(({ claim }) => errorOf(claim.confidence, family)),
  }));
  const shares = sharesOf(divisible, part.count);
  return open.map((one, k) => ({ ...one, isOwn: shares[k].map((share) => share === part.index - 1) }));
}

const isPending = <Scenario>({ judged, rare, isOwn, replications, budget }: Open<Scenario>): boolean =>
  replications < budget &&
  judged.some((one, k) => isOwn[k] && rare[k] === undefined && (one?.verdict ?? "undecided") === "undecided");

/** Judges what is not decided yet; what is decided stays so, whatever the others still need. */
function lookAt<Scenario>(one: Open<Scenario>, look: number): void {
  const { expectations, family, judged, rare } = one;
  const runs = one.cells.slice(0, one.replications).map((cell) => valuesOf(cell as CellResult));
  for (const [k, expectation] of expectations.entries()) {
    if (!one.isOwn[k] || rare[k] !== undefined || (judged[k]?.verdict ?? "undecided") !== "undecided") continue;
    const alpha = errorOf(expectation.claim.confidence, family);
    judged[k] = { expectation, ...judge(expectation.claim, runs, alpha, look) };
  }
}

export function valuesOf({ metrics }: CellResult): ValueOf {
  const values = new Map(metrics.map(({ name, value }) => [name, value]));
  return (name) => {
    const value = values.get(name) ?? null;
    return typeof value === "string" ? null : value;
  };
}

const unseen = (expectation: Expectation): JudgedExpectation => ({
  expectation,
  verdict: "undecided",
  estimate: null,
  lower: null,
  upper: null,
  unit: "",
  replications: 0,
  measured: 0,
  occurrences: null,
  fixedSize: null,
  worst: null,
});
