import { palette } from "./theme.js";
import type { Spec } from "../experiment/picture-spec.js";

/** The unit in which a span of time is told, and where its axis has ticks, in that unit. */
export interface TimeAxis {
  readonly unit: "minutes" | "hours" | "days" | "years";
  readonly unitS: number;
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
}

const hourS = 3600;
const dayS = 24 * hourS;
const yearS = 365 * dayS;

/** The first unit whose limit the span does not exceed; steps are those in which people count that unit. */
const units = [
  { unit: "minutes", unitS: 60, uptoS: 2 * hourS, steps: [1, 2, 5, 10, 15, 30] },
  { unit: "hours", unitS: hourS, uptoS: 3 * dayS, steps: [1, 2, 3, 6, 12] },
  { unit: "days", unitS: dayS, uptoS: 2 * yearS, steps: [1, 2, 5, 7, 10, 14, 30, 60, 90] },
  { unit: "years", unitS: yearS, uptoS: Infinity, steps: [1, 2, 5, 10, 20, 50, 100] },
] as const;

const maxTicks = 10;

/**
 * The axis for times from `startS` to `endS`, in seconds since the run began. It is at least a minute long, so that a run
 * that stopped at once has an axis.
 */
export function timeAxisOf(startS: number, endS: number): TimeAxis {
  const spanS = Math.max(endS - startS, 60);
  const { unit, unitS, steps } = units.find(({ uptoS }) => spanS <= uptoS) ?? units[3];
  const domain = [startS / unitS, (startS + spanS) / unitS] as const;
  const step = steps.find((size) => spanS / unitS / size <= maxTicks) ?? steps.at(-1)!;
  const ticks: number[] = [];
  for (let tick = Math.ceil(domain[0] / step) * step; tick <= domain[1]; tick += step) ticks.push(tick);
  return { unit, unitS, domain, ticks };
}

/** The vega-lite channel of the time axis; a panel above another leaves labels and title to the lowest. */
export const timeChannel = (axis: TimeAxis, { labelled }: { readonly labelled: boolean }): Spec => ({
  field: "time",
  type: "quantitative",
  scale: { domain: axis.domain, nice: false },
  axis: {
    values: axis.ticks,
    labels: labelled,
    labelFlush: false,
    title: labelled ? `time since the start (${axis.unit})` : null,
    gridColor: palette.grid,
  },
});
