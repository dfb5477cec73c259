/** Turns that the series shows: where the level of a metric, or the pace of one that counts, steps to another. */
import { type ChangePoint, changePoints } from "../../../sim/stats/change-points.js";
import { grouped } from "../metrics/amounts.js";
import { causeBetween } from "./step-causes.js";
import { columnOf, percent, type Told } from "./told.js";
import type { Turn } from "./turn.js";

/** A metric that is watched, and what it is called. */
interface Watched {
  readonly metric: string;
  readonly name: string;
  /** Of one that counts since the start, whose growth a day is what steps: how much it must have come to for a step to matter. */
  readonly least?: (told: Told) => number;
}

/** Requests and lost frames are told from a tenth of the allocations, and a hundredth of the frames, on. */
const ofAllocations = ({ most }: Told): number => Math.max(1, most.active / 10);
const ofFrames = ({ frames: { first, last } }: Told): number => Math.max(1, (last - first) / 100);

const watched: readonly Watched[] = [
  { metric: "population.peersOnline", name: "nodes online" },
  { metric: "population.workersActive", name: "active allocations" },
  { metric: "shard.count", name: "shards" },
  { metric: "shard.healthy", name: "healthy shards" },
  { metric: "emission.issuedPerDay_quil", name: "QUIL issued a day" },
  { metric: "lifecycle.joins", name: "joins a day", least: ofAllocations },
  { metric: "lifecycle.rejects", name: "rejected joins a day", least: ofAllocations },
  {
    metric: "consensus.missedFrames",
    name: "frames that shards miss a day",
    least: (told) => ofFrames(told) * told.most.shards,
  },
  { metric: "consensus.stalledFrames", name: "frames missing a day", least: ofFrames },
];

/** Rows that changes are looked for in: more are taken together, so that the longest series costs as much as these. */
const maxPoints = 1500;

/** Least part of the larger level that a step is, and least part of a step that comes at once. */
const [notable, abrupt] = [0.2, 0.5];

/** Noise that is assumed at least, in parts of the range of the values. */
const noiseFloorShare = 0.02;

/** A step of a metric: from which level to which, between which frames. */
export interface Step {
  readonly metric: string;
  readonly name: string;
  readonly before: number;
  readonly after: number;
  /** How much of all that the metric ever ranged over. */
  readonly share: number;
  /** The old level was last seen in `frame`, and the new one first in `untilFrame`. */
  readonly frame: number;
  readonly untilFrame: number;
}

/** Frames and values between which a change lies. */
interface Points {
  readonly frames: readonly number[];
  readonly values: Float64Array;
}

/** All notable steps of what is watched, in order of time. */
export function stepsOf(told: Told): readonly Step[] {
  const { series } = told;
  const allFrames = columnOf(series, "frame").map(Number);
  const allTimeS = columnOf(series, "time_s").map(Number);
  return watched
    .flatMap(({ metric, name, least }) => {
      const column = columnOf(series, metric).map(Number);
      // Rows before anything was measured say nothing of a level.
      const isMeasured = (_value: number, row: number): boolean => !Number.isNaN(column[row]);
      const [values, frames, timeS] = [column, allFrames, allTimeS].map((of) => of.filter(isMeasured));
      if (values.length === 0 || (least !== undefined && values[values.length - 1] - values[0] < least(told)))
        return [];
      const points = thinned(
        least !== undefined ? pace(frames, timeS, values) : { frames, values: Float64Array.from(values) },
      );
      return levelChanges(points)
        .filter((change, k) => k > 0 || !isStart(change))
        .map(({ at, before, after }): Step => {
          const share = Math.abs(after - before) / rangeOf(points.values);
          return { metric, name, before, after, share, frame: points.frames[at - 1], untilFrame: points.frames[at] };
        });
    })
    .toSorted((a, b) => a.frame - b.frame);
}

/** From the lowest value to the highest; not above 0 without any. */
function rangeOf(values: Float64Array): number {
  const [low, high] = values.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [Infinity, -Infinity]);
  return high - low;
}

/** Changes that come at once, and are large beside the levels. */
function levelChanges({ values }: Pick<Points, "values">): readonly ChangePoint[] {
  const range = rangeOf(values);
  if (!(range > 0)) return [];
  return changePoints(values, { noiseFloor: noiseFloorShare * range, minLength: 1 }).filter(
    ({ before, after, step }) =>
      Math.abs(after - before) >= notable * Math.max(Math.abs(before), Math.abs(after)) &&
      Math.abs(step) >= abrupt * Math.abs(after - before),
  );
}

/** Rows in which a network that begins with nothing is still beginning. */
const startRows = 3;

/** Whether the first change of a series is that it begins: from its first rows on, or from next to nothing. */
const isStart = ({ at, before, after }: ChangePoint): boolean =>
  at <= startRows || Math.abs(before) < 0.1 * Math.abs(after);

const dayS = 86_400;

/** Growth a day between rows, for each row after the first. */
function pace(frames: readonly number[], timeS: readonly number[], values: readonly number[]): Points {
  const rows = frames.map((_frame, row) => row).filter((row) => row > 0 && timeS[row] > timeS[row - 1]);
  return {
    frames: rows.map((row) => frames[row]),
    values: Float64Array.from(rows, (row) => ((values[row] - values[row - 1]) * dayS) / (timeS[row] - timeS[row - 1])),
  };
}

/** Means of as many neighbours as it takes; the frame is that of the last of them. */
function thinned({ frames, values }: Points): Points {
  const size = Math.ceil(values.length / maxPoints);
  if (size <= 1) return { frames, values };
  const blocks = Array.from({ length: Math.ceil(values.length / size) }, (_unused, k) => k * size);
  const until = (from: number): number => Math.min(values.length, from + size);
  return {
    frames: blocks.map((from) => frames[until(from) - 1]),
    values: Float64Array.from(
      blocks,
      (from) => values.subarray(from, until(from)).reduce((sum, value) => sum + value, 0) / (until(from) - from),
    ),
  };
}

/** To a tenth below 100, where the tenth is not 0. */
const amount = (value: number): string => {
  const tenths = Math.round(value * 10) / 10;
  return grouped(tenths, Math.abs(tenths) < 100 && !Number.isInteger(tenths) ? 1 : 0);
};

/** `active allocations fall from 784 to 533`. */
export const stepText = ({ name, before, after }: Step): string =>
  `${name} ${after < before ? "fall" : "rise"} from ${amount(before)} to ${amount(after)}`;

/** A step that no other turn explains. */
export function stepTurn(told: Told, step: Step): Turn {
  const { metric, before, after, frame, untilFrame } = step;
  const large = Math.max(Math.abs(before), Math.abs(after));
  const isPace = watched.some((one) => one.metric === metric && one.least !== undefined);
  return {
    what: "step",
    frame,
    untilFrame,
    size: Math.abs(after - before),
    unit: step.name,
    text: `${stepText(step)} (by ${percent(Math.abs(after - before) / large)} of the larger)`,
    cause: causeBetween(told, { metric, frame, untilFrame, isRise: after > before, isPace }),
    becauseOf: null,
    metric,
    more: `--metric ${metric}`,
    weight: (0.5 * Math.abs(after - before)) / large,
  };
}
