import type { Table } from "../../table/result-table.js";
import { messages } from "../messages.js";
import type { Model, ScenarioBasics } from "../model.js";
import { poolFor, workersFor } from "../pool/worker-count.js";
import type { ReadyScenario } from "../ready-scenario.js";
import { openStore } from "../store/cell-store.js";
import { answerOf, type SearchAnswer } from "../threshold/answer.js";
import { type BudgetEntry, budgetEntry } from "../threshold/budget-entry.js";
import { readyThreshold } from "../threshold/ready-threshold.js";
import { runThreshold } from "../threshold/run-threshold.js";
import { thresholdTable } from "../threshold/threshold-tables.js";
import { interruptOf, progressOf, type RunOptions } from "./options.js";
import { checkedWorkers } from "./simulate.js";

/** A field and its range, as the command line takes them: `attackers[0].share` from `1 %` to `60 %`. */
export interface ThresholdParameter {
  readonly param: string;
  readonly from: string;
  readonly to: string;
}

export interface ThresholdQuestion extends ThresholdParameter {
  /** A claim of a probability, as `expect` of a scenario has it: `P(max(NAME) > 10) > 1 % @ 95%`. */
  readonly until: string;
  /** How narrow the interval is to be, in the unit of the field, or as a share of the value on a log scale; a fiftieth of the range unless given. */
  readonly precision?: string;
  /** `linear` unless given. */
  readonly scale?: "linear" | "log";
  /** Makes a frontier: the critical value of the first field at several values of this one, 5 unless given. */
  readonly second?: ThresholdParameter & { readonly points?: number };
}

export interface ThresholdOptions extends RunOptions {
  /** Replications of one search at most, from 200; 2,000, or twenty times what the claim takes at least, unless given. */
  readonly maxReplications?: number;
  /** Folder in which replications are kept, which may be shared with the command line (`results/cells`). Nothing is kept unless given. */
  readonly store?: string;
}

/** What came of a search. */
export interface ThresholdResult {
  /** One critical value, or one a value of the second field: `outcome` says whether there is one, `critical` which, with its interval. */
  readonly answers: readonly SearchAnswer[];
  /** One row a value that was tried: replications, probability with its interval, whether the claim is so. */
  readonly tried: Table;
  /** What `expect` of a scenario can hold; undefined where no value is known to be safe, and of a frontier. */
  readonly expect: BudgetEntry | undefined;
  readonly replications: number;
  /** Of these computed now. */
  readonly computed: number;
  readonly fingerprint: string;
  /** Whether it was ended early. */
  readonly interrupted: boolean;
}

const minReplications = 200;
const usualPoints = 5;

/**
 * Finds the critical value of a field: where a claim begins, or ends, to be so. Throws `ScenarioErrors` for a question that cannot be, `RangeError` for
 * options that cannot be, what `node:fs` throws for a store that cannot be used, `ReplicationFailure` for a bug of the simulator.
 */
export async function thresholdOf<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  ready: ReadyScenario<Scenario>,
  { param, from, to, until, precision, scale = "linear", second }: ThresholdQuestion,
  options: ThresholdOptions = {},
): Promise<ThresholdResult> {
  const wanted = checkedWorkers(options);
  const { store, maxReplications } = options;
  const count = second?.points ?? usualPoints;
  if (!Number.isSafeInteger(count) || count < 2) throw new RangeError(messages.badCount("points", count, 2));
  if (maxReplications !== undefined && !(Number.isSafeInteger(maxReplications) && maxReplications >= minReplications))
    throw new RangeError(messages.badCount("maxReplications", maxReplications, minReplications));
  const threshold = readyThreshold(model, ready, {
    parameter: { path: param, from, to },
    second: second === undefined ? undefined : { path: second.param, from: second.from, to: second.to, count },
    until,
    scale,
    precision,
    prefix: "",
  });
  if (store !== undefined) openStore(store);
  const { memoryBytes } = ready.plan;
  const run = await runThreshold(model, threshold, {
    store,
    replicationsMax: maxReplications,
    replayOf: (values, replication) => messages.valueInLibrary(ready.file, values, replication),
    progress: progressOf(options),
    interrupt: interruptOf(options),
    poolFor: (cells) => poolFor(model.worker, workersFor(wanted, cells, { memoryBytes })),
  });
  const answers = run.searches.map((searched) => answerOf(threshold, searched));
  return {
    answers,
    tried: thresholdTable(answers, threshold),
    expect: second === undefined && answers.length > 0 ? budgetEntry(threshold, answers[0]) : undefined,
    replications: run.replications,
    computed: run.computed,
    fingerprint: run.fingerprint,
    interrupted: run.interrupted,
  };
}
