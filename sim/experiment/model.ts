/** The port between experiments and what they simulate: everything that is asked of a model. */
import type { VariedFields } from "../scenario/search/varied-fields.js";
import type { SimTimeUs } from "../units/quantity-types.js";
import type { z } from "zod";
import type { RunObserver } from "../kernel/run-observer.js";
import type { MetricKind } from "../stats/metric-kind.js";
import type { AnySample } from "../stats/sample.js";
import type { Table } from "../table/result-table.js";
import type { WrittenExpectation } from "./expect/written.js";
import type { Claim } from "./claims/claim.js";
import type { MetricInfo } from "./figures/metric-info.js";
import type { Dated, Moment } from "../scenario/timeline/moments.js";
import type { PictureSpec } from "./picture-spec.js";
import type { Scene, SceneWords } from "./scenes/scene.js";

/** What every scenario says, whatever it is about; the rest is between the schema and the model. */
export interface ScenarioBasics {
  readonly name: string;
  readonly about: string;
  readonly seed: number | string;
  readonly replications: number;
  /** Simulated time, microseconds. */
  readonly horizon: number;
  readonly fidelity?: string;
  /** Which beginning means over time leave out, microseconds; found by MSER for each metric unless given. */
  readonly warmUp?: number | undefined;
  /** Figures to tell of each replication, as `figures/parse.ts` reads them. */
  readonly outputs?: readonly string[] | undefined;
  /** What `orrery check` judges, as `expect/parse/parse-claim.ts` reads it. */
  readonly expect?: readonly (string | WrittenExpectation)[] | undefined;
  /** What the run is held against. */
  readonly claims?: readonly Claim[] | undefined;
}

/** Measures the steps of a simulation where somebody asks for it: models read no clock. */
export interface Profiler {
  /** The same step, measured under a title that stands once in a simulation. */
  timed<State>(title: string, run: (state: State, frame: number) => void): (state: State, frame: number) => void;
}

/** Which run this is, and who looks on. */
export interface RunIdentity {
  /** A number or a phrase, as written. */
  readonly seed: string;
  /** From 0. */
  readonly replication: number;
  /** The command that runs into the same failure again. */
  readonly replay: string;
  /** Whether the model keeps a log of what happened; changes nothing else. */
  readonly events?: boolean;
  /** Passive observer of the run. */
  readonly observer?: RunObserver;
  /** Measures the steps of a frame; changes nothing. */
  readonly profiler?: Profiler;
  /** Goes on from here instead of beginning. */
  readonly from?: StoredMoment;
  /**
   * With `from`: draws numbers of its own from there on, which follow from this name: letters, digits and full stops. What the
   * run does not store because it can be drawn again stays what it was.
   */
  readonly branch?: string;
  /**
   * Draws by the law that the scenario has for what is rare, in the place of its own: `Looks.logRatio` then weighs the run. Of a model that says of the
   * scenario that it has one (`Model.isTilted`).
   */
  readonly isTilted?: boolean;
  /**
   * Whether the run is stored, and may go on with a later horizon than it has: the model then keeps in mind what lies
   * beyond. Changes nothing else.
   */
  readonly isStored?: boolean;
  /** Threads that the model may use for this run, one unless given; changes nothing else. */
  readonly threads?: number;
}

/** A run as it was at a moment, between two events. */
export interface StoredMoment {
  /** Microseconds of simulated time; all events up to and at it have happened. */
  readonly atUs: SimTimeUs;
  /** Sections as `sim/table` writes them; the rest is between the model and itself. */
  readonly state: Uint8Array<ArrayBuffer>;
}

/** The value of a metric when the run ended; `value` null or not finite: nothing was measured. */
export interface MetricValue {
  /** As everywhere else, with dots: `emission.issued`. */
  readonly name: string;
  readonly value: number | bigint | string | null;
  /** In words or symbols: `units`, `share`. */
  readonly unit: string;
  /** What values can be; without it nothing is known of them. */
  readonly kind?: MetricKind;
  /** Of several replications, whose mean the value is. */
  readonly sample?: AnySample;
}

/** The tables of a run by the names of their files, in the order of these; one row of `series` per report step. */
export interface RunTables {
  readonly series: Table;
  /** Undefined: this run does not have it. */
  readonly [name: string]: Table | undefined;
}

export interface RunResult {
  readonly tables: RunTables;
  /** Of a model those of `metricsOf`; behind them an experiment puts the figures that the scenario asks for. */
  readonly metrics: readonly MetricValue[];
  readonly fingerprint: string;
  /** What happened, in lines for the terminal. */
  readonly summaryLines: readonly string[];
}

/** What a simulation ends with. */
export interface FinishedRun extends RunResult {
  /** Dated events that took effect, by the names of `datedOf`, in their order; a model need not tell any. */
  readonly moments?: readonly Moment[];
}

/** What stands behind a scenario, for whoever reads its results without knowing it. */
export interface Background {
  /** Dated events, a line each, in the order of time. */
  readonly timeline: readonly string[];
  /** When the event of each line happens first, microseconds; null: when something is so. Not known unless given. */
  readonly timelineUs?: readonly (number | null)[];
  /** Values that nobody measured, and why each is a fair guess; why may be empty. */
  readonly assumptions: readonly { readonly what: string; readonly why: string }[];
  /** What a run of it leaves out, a sentence each. */
  readonly notModelled: readonly string[];
}

/** A figure that a scenario rests on though nobody has measured it. */
export interface AssumedInput {
  /** A field, or a map whose fields are all assumed. */
  readonly path: string;
  readonly why: string;
  /** As a scenario would write it, where it says nothing of its own there. */
  readonly value?: number | string;
}

/** Why a scenario cannot be run: the path in the scenario that says so, and what is wrong with it. */
export interface Infeasible {
  readonly path: string;
  readonly message: string;
  /** A word that names nothing, and those that would. */
  readonly misspelt?: { readonly word: string; readonly known: readonly string[] };
  /** Which part of the text there is meant. */
  readonly within?: { readonly at: number; readonly length: number };
}

/** What a scenario would run, and what it would cost. A model may say more; `orrery plan --json` prints all of it. */
export interface Plan {
  /** How large that which is simulated is: what is counted, and how many there are. */
  readonly sizes: readonly (readonly [name: string, count: number])[];
  readonly frames: number;
  /** Events of one replication, in all. */
  readonly events: { readonly total: number };
  readonly replications: number;
  /** Estimates over all replications. */
  readonly memoryBytes: number;
  readonly seconds: number;
  readonly notes: readonly string[];
  /** Dated events that are to come, a line each, in the order of time. */
  readonly timeline?: readonly string[];
  /** What is written in an older form, and the newer one; the run is the same. */
  readonly olderForms?: readonly string[];
  readonly infeasible: readonly Infeasible[];
}

/** One replication under way. What comes out does not depend on where `advance` is asked to stop. */
export interface Simulation {
  readonly horizonUs: SimTimeUs;
  readonly nowUs: SimTimeUs;
  /** Frames stepped over so far, and in all. */
  readonly frame: number;
  readonly frameCount: number;
  /** Events that may be handled between two looks at the clock, where each is sure to take no more than microseconds; a few unless given. */
  readonly maxGroup?: number;
  /**
   * Simulates up to a time, in microseconds, and no more than so many events, which may end in the middle of a moment:
   * then `nowUs` is just before it. True if there is more to do.
   */
  advance(untilUs: SimTimeUs, maxEvents?: number): boolean;
  /** Everything that the run remembers, to go on from it with `RunIdentity.from`. Changes nothing; not after `finish`. */
  save(): Uint8Array<ArrayBuffer>;
  /** Ends the run where it stands and gives what there is. */
  finish(): FinishedRun;
  /** Metrics of the run under way; a model need not tell any. */
  readonly looks?: Looks;
  /** What the run looks like now, by the words of `Model.sceneWords`. Changes nothing; a model need not show anything, nor every run of it (undefined). */
  scene?(): Scene | undefined;
}

/** What can be known of a run at the moments at which its metrics are looked at, while it is under way. Changes nothing. */
export interface Looks {
  /** The first look after what has been simulated, or the horizon; microseconds. */
  readonly nextUs: SimTimeUs;
  /** What the metric is at the look that was simulated last; null: nothing was measured. */
  valueOf(metric: string): number | bigint | null;
  /**
   * How near the run is to a larger value of the metric: larger is nearer. Of a metric that declares a level
   * (`MetricInfo.level`).
   */
  levelOf(metric: string): number;
  /** Logarithm of how much likelier what was drawn so far is by the law of the scenario than by the one it was drawn by (`RunIdentity.isTilted`). */
  logRatio?(): number;
}

/** A value that is another one in a run that goes on than it was before. */
export interface ChangedValue<Scenario> {
  /** Where in the scenario, as `operators[0].uptime`. */
  readonly path: string;
  readonly before: Scenario;
  readonly after: Scenario;
  /** The moment that the run goes on from, microseconds. */
  readonly atUs: number;
}

/**
 * What some models keep of a run beside its results, by the flag of `orrery run` that asks for it: a log of what happened
 * (`RunIdentity.events`), times of its steps (`RunIdentity.profiler`), where each node sits at the end.
 */
export const keptNames = ["events", "profile", "allocations"] as const;
export type Kept = (typeof keptNames)[number];

/** Everything that an experiment asks of what it simulates. A model of some scenarios can stand for one of any (`Model`). */
export interface Model<Scenario extends ScenarioBasics = ScenarioBasics> {
  readonly schema: z.ZodType<Scenario>;
  planOf(this: void, scenario: Scenario): Plan;
  /** What a run of the scenario has metrics of, in the order of its result; without a scenario those of all runs. */
  metricsOf(this: void, scenario?: Scenario): readonly MetricInfo[];
  /** Names of the pictures that are drawn from a metric, by its name. */
  picturesByMetric?(this: void): ReadonlyMap<string, readonly string[]>;
  /** The dated events of a scenario, which figures can be of; without it there are none. */
  datedOf?(this: void, scenario: Scenario): Dated;
  /** Whether the scenario has another law by which what is rare is to be drawn (`RunIdentity.isTilted`); a model need not know any. */
  isTilted?(this: void, scenario: Scenario): boolean;
  createSimulation(this: void, scenario: Scenario, run: RunIdentity): Simulation;
  /** Why a run that goes on cannot have another value there; null: it can. */
  whyFixed(this: void, changed: ChangedValue<Scenario>): string | null;
  /** The lowest value of a metric in any run, while fields vary; undefined: nothing is known. A model need not know any. */
  leastOf?(this: void, metric: string, varied: VariedFields<Scenario>): number | undefined;
  /** The highest value of a metric in any run, while fields vary, and what it is made of; undefined: nothing is known. A model need not know any. */
  mostOf?(
    this: void,
    metric: string,
    varied: VariedFields<Scenario>,
  ): { readonly most: number; readonly why: string } | undefined;
  /** The pictures of a result, from the tables of its replications. */
  picturesOf(this: void, replications: readonly RunTables[], scenario: Scenario): readonly PictureSpec[];
  /** The turns of events of several replications, from the tables of each; a model need not tell any. */
  turnLines?(this: void, replications: readonly RunTables[]): readonly string[];
  /** What happened in several replications, from the metrics of each. */
  summaryLines(this: void, replications: readonly RunResult["metrics"][], scenario: Scenario): readonly string[];
  /** What a run can be asked for beside its results; nothing unless told. The one place that says it: ask `keeps`. */
  readonly keeps?: readonly Kept[];
  /** Whether and when a single replication may be divided over threads (`RunIdentity.threads`); null, as of a model that does not tell: never. */
  divisionOf?(this: void, scenario: Scenario): Division | null;
  /** The words of scenes of a run (`Simulation.scene`); without it there are none. */
  sceneWords?(this: void, scenario: Scenario): SceneWords;
  /** For reports; without it they say nothing of it. */
  backgroundOf?(this: void, scenario: Scenario): Background;
  /** Figures that nobody has measured, for a tuning; without it none are known. */
  assumedInputs?(this: void, scenario: Scenario): readonly AssumedInput[];
  /** Module whose default export is `workerOf` this model; without it everything runs in the main thread. */
  readonly worker?: URL;
}

/** Which replications may be divided over threads, besides those that nobody observes. */
export interface Division {
  /** Those that are stored, or go on from a stored moment, too. */
  readonly isStored: boolean;
}

/** Whether runs of the model can be asked for it. */
export const keeps = ({ keeps: kept = [] }: Pick<Model, "keeps">, what: Kept): boolean => kept.includes(what);
