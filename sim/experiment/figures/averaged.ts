/** What a mean over runs is of. */
import type { Figure } from "./figure.js";
import type { FigureReader } from "./parse.js";

/** Reads it from where the cursor is: a bare level is its mean over time, in its window if it has one; everything else what it is in a run. */
export function averagedFigure(figures: FigureReader): Figure {
  const { cursor } = figures;
  cursor.skip();
  const start = cursor.at;
  const figure = figures.figure();
  const isSaid = /^last\b/.test(cursor.text.slice(start));
  const isLevel = figure.reduction === "last" && figure.metric.course === "level";
  return isLevel && !isSaid ? { ...figure, reduction: "mean" } : figure;
}
