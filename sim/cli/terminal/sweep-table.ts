/** The estimates of a sweep as a table for the terminal: as many outputs as a line has room for, and not too many rows. */
import type { PointEstimates } from "../../experiment/sweep/estimates.js";
import { mostMoved } from "../../experiment/sweep/most-moved.js";
import type { AnySample } from "../../stats/sample.js";
import { counted } from "../../units/readable.js";

const maxWidth = 110;
const maxRows = 24;
const maxOutputs = 6;
const gap = "  ";

/** Lines of the table; none of a sweep without a finished point. `names`: the swept fields. */
export function sweepTableLines(estimates: readonly PointEstimates[], names: readonly string[]): string[] {
  if (estimates.length === 0) return [];
  const shown = estimates.slice(0, maxRows);
  const left = [
    column(
      "point",
      shown.map(({ point }) => String(point)),
    ),
    ...names.map((name, k) =>
      column(
        name,
        shown.map(({ parameters }) => String(parameters[k])),
      ),
    ),
  ];
  const outputs = mostMoved(estimates, maxOutputs).map(({ name, unit }) =>
    column(
      `${name} (${unit})`,
      shown.map(({ metrics }) => cellText(metrics.find((metric) => metric.name === name)?.sample ?? null)),
    ),
  );
  const fitting = fittingOf(left, outputs);
  const rows = Array.from({ length: shown.length + 1 }, (_, row) =>
    [...left, ...fitting].map(({ cells, width }) => cells[row].padStart(width)).join(gap),
  );
  const more = estimates.length - shown.length;
  const moved =
    fitting.length === 0
      ? "No metric differs between the points."
      : `Means with their 95 % intervals, of the metrics that move most; all are in sweep.csv${more > 0 ? `, and ${counted(more, "more point")}` : ""}.`;
  return [...rows, moved];
}

interface TextColumn {
  readonly cells: readonly string[];
  readonly width: number;
}

const column = (head: string, values: readonly string[]): TextColumn => {
  const cells = [head, ...values];
  return { cells, width: cells.reduce((width, text) => Math.max(width, text.length), 0) };
};

/** The first outputs that fit, one in any case. */
function fittingOf(left: readonly TextColumn[], outputs: readonly TextColumn[]): readonly TextColumn[] {
  let width = left.reduce((sum, one) => sum + one.width + gap.length, 0);
  return outputs.filter((one, k) => {
    width += one.width + gap.length;
    return k === 0 || width <= maxWidth;
  });
}

/** Four digits of the mean, and as many places behind the dot in its interval. */
function cellText(sample: AnySample | null): string {
  if (sample === null || sample.mean === null) return "–";
  const [mean, lower, upper] = [sample.mean, sample.lower95, sample.upper95].map(Number);
  const decimals = Math.abs(mean) >= 1000 ? 0 : Math.abs(mean) >= 100 ? 1 : Math.abs(mean) >= 1 ? 2 : 3;
  const text = (value: number): string => {
    const [whole, fraction] = value.toFixed(decimals).split(".");
    return whole.replaceAll(/\B(?=(\d{3})+$)/g, ",") + (fraction === undefined ? "" : `.${fraction}`);
  };
  if (sample.lower95 === null || lower === upper) return text(mean);
  return `${text(mean)} [${text(lower)}, ${text(upper)}]`;
}
