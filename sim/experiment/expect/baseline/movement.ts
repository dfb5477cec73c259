/** Whether results have moved since they were stored, or only the way to them. */
import { type DifferenceInterval, meanDifference, shareDifference } from "../../../stats/difference.js";
import { type Budget, commonPrefix, type StoredFigure } from "./budget.js";

/**
 * What has become of a figure, or of a scenario:
 *
 *     same        the runs are the same, by their fingerprints
 *     trajectory  the runs are others, and what they say is the same within the margin
 *     moved       it is another one
 *     unknown     the samples tell neither
 */
export type Movement = "same" | "trajectory" | "moved" | "unknown";

export interface MovedFigure {
  readonly id: string;
  readonly movement: Movement;
  readonly unit: string;
  /** What is called the same, in the unit of the figure, and of shares in parts of 1; null: nothing was compared. */
  readonly margin: number | null;
  readonly before: number | null;
  readonly after: number | null;
  /** The interval of their difference that equivalence is told by; null: nothing was compared. */
  readonly interval: DifferenceInterval | null;
  /** Why nothing was compared. */
  readonly why: string | null;
}

export interface MovedScenario {
  readonly movement: Movement;
  /** Replications whose fingerprints were compared. */
  readonly compared: number;
  readonly figures: readonly MovedFigure[];
}

export interface Margins {
  /** Part of a stored mean, and the difference of shares of runs. */
  readonly share: number;
  /** Of single expectations, in the unit of the figure; of shares of runs in parts of 1. */
  readonly byId: ReadonlyMap<string, number>;
}

/** The error of saying that a figure is equivalent, and that it has moved. */
const error = 0.05;

/** Compares a check with what was stored. */
export function movementOf(stored: Budget, now: Budget, margins: Margins): MovedScenario {
  const common = commonPrefix(stored, now);
  const isSame = common !== undefined && common.before === common.after;
  const ids = Object.keys(now.expectations);
  const figures = ids.map((id): MovedFigure => {
    const [before, after] = [stored.expectations[id] as StoredFigure | undefined, now.expectations[id]];
    const of = { id, unit: after.unit, margin: null, before: valueOf(before), after: valueOf(after), interval: null };
    if (before === undefined) return { ...of, movement: "unknown", why: "is not stored" };
    if (before.that !== after.that) return { ...of, movement: "unknown", why: `was ${before.that}` };
    if (isSame) return { ...of, movement: "same", why: null };
    return { ...of, ...compared(before, after, { margin: marginOf(before, id, margins), figures: ids.length }) };
  });
  const has = (movement: Movement): boolean => figures.some((figure) => figure.movement === movement);
  const movement = has("moved") ? "moved" : has("unknown") ? "unknown" : isSame ? "same" : "trajectory";
  return { movement, compared: common?.length ?? 0, figures };
}

function valueOf(figure: StoredFigure | undefined): number | null {
  const sample = figure?.sample ?? null;
  if (sample === null) return null;
  return sample.kind === "mean" ? sample.mean : sample.successes / sample.trials;
}

const marginOf = ({ sample }: StoredFigure, id: string, { share, byId }: Margins): number =>
  byId.get(id) ?? (sample?.kind === "mean" ? share * Math.abs(sample.mean) : share);

/**
 * Two one-sided tests (Schuirmann 1987): it is equivalent where the interval of the difference, which leaves out the error at either end, lies within
 * the margin. It has moved where it is not, and the difference is none with an error that all figures of the file share.
 */
function compared(
  before: StoredFigure,
  after: StoredFigure,
  { margin, figures }: { readonly margin: number; readonly figures: number },
): Pick<MovedFigure, "movement" | "margin" | "interval" | "why"> {
  if (before.sample === null && after.sample === null)
    return { movement: "trajectory", margin, interval: null, why: null };
  const interval = differenceOf(before, after, 1 - 2 * error);
  if (interval === null) return { movement: "unknown", margin, interval, why: "is measured too seldom" };
  const isEquivalent = interval.lower > -margin && interval.upper < margin;
  if (isEquivalent || (interval.lower === 0 && interval.upper === 0))
    return { movement: "trajectory", margin, interval, why: null };
  const sure = differenceOf(before, after, 1 - error / figures);
  const isOther = sure !== null && (sure.lower > 0 || sure.upper < 0);
  return { movement: isOther ? "moved" : "unknown", margin, interval, why: null };
}

/** Null: one of them is no sample. */
function differenceOf({ sample: a }: StoredFigure, { sample: b }: StoredFigure, confidence: number) {
  if (a?.kind === "mean" && b?.kind === "mean")
    return a.count < 2 || b.count < 2 ? null : meanDifference(a, b, confidence);
  if (a?.kind === "share" && b?.kind === "share") return shareDifference(a, b, confidence);
  return null;
}
