/** What a comparison looks like: how the two sides part in the course of a run. */
import type { Comparison } from "../../experiment/compare/run-comparison.js";
import type { PictureSpec } from "../../experiment/picture-spec.js";
import { sampleOfSeries } from "../series-sample.js";
import { linesOverTime, stackedPanels } from "../panels.js";
import { palette, panel, picture } from "../theme.js";
import { counted } from "../../units/readable.js";

/** More panels would not fit on a page. */
const maxPanels = 4;
/** Of several panels each is lower. */
const lowHeight = 130;

/** Metrics that differ, the surest first, over time: band and mean of the differences of all pairs. */
export function comparePictures(
  { pairs, metrics }: Pick<Comparison, "pairs" | "metrics">,
  caption: string,
): readonly PictureSpec[] {
  if (pairs.length === 0) return [];
  const series = sampleOfSeries(pairs.map(({ overTime }) => overTime));
  const inSeries = new Set(series.columns.map(({ name }) => name));
  const shown = metrics
    .filter(({ name, of }) => inSeries.has(name) && of !== undefined && of.standardised !== 0)
    .slice(0, maxPanels);
  if (shown.length === 0) return [];
  const panels = shown.map(({ name, unit }, k) => ({
    ...linesOverTime({
      series,
      // A name with dots would be a path into the data.
      measures: [{ column: name, label: "difference" }],
      yTitle: unit === "" ? "difference" : unit,
      labelsTime: k === shown.length - 1,
      colors: [palette.accent[0]],
      height: shown.length === 1 ? panel.height : lowHeight,
    }),
    title: { text: name, fontSize: 13, offset: 6 },
  }));
  const heading = {
    title: "What B has more than A",
    reading: `Median of the differences of ${counted(pairs.length, "pair")}, and the bands of half and of nine tenths of them; below zero B has less.`,
    caption,
  };
  return [picture("differences", heading, stackedPanels(panels))];
}
