/** What the report of a sweep says. */
import { maxIndex, minIndex } from "d3-array";
import type { Background, ScenarioBasics } from "../../experiment/model.js";
import type { SweepResults } from "../../experiment/sweep/results.js";
import { sweepTable } from "../../experiment/sweep/sweep-tables.js";
import { codeVersion } from "../../program/code-version.js";
import { counted } from "../../units/readable.js";
import { estimatesOf, type PointEstimates } from "../../experiment/sweep/estimates.js";
import { mostMoved, type Response } from "../../experiment/sweep/most-moved.js";
import { sweepPictures } from "../sweep/sweep-pictures.js";
import type { ReportParts, ReportTable, ShownCell } from "./parts.js";
import { cellText } from "./table-html.js";
import { maxRows, reportTable } from "./table-rows.js";

export interface ReportedSweep {
  readonly scenario: Pick<ScenarioBasics, "name" | "about" | "seed">;
  readonly resolvedYaml: string;
  readonly results: SweepResults;
  readonly background: Background;
  readonly fingerprint: string;
  readonly command: string;
}

/** Metrics that a page tells of in words: those that the swept fields move most. */
const maxMetrics = 8;

export function sweepParts(sweep: ReportedSweep): ReportParts {
  const { scenario, results } = sweep;
  const fields = fieldsOf(results);
  const estimates = estimatesOf(results);
  const moved = mostMoved(estimates, maxMetrics).map((response) => movedOver(estimates, response));
  const { points, replications } = results.grid;
  const caption = `${scenario.name} · seed ${scenario.seed} · ${replications} ${replications === 1 ? "replication" : "replications"} a point`;
  const columns = results.parameters.columns.map(({ name }) => name);
  return {
    kind: "Sweep",
    name: scenario.name,
    question: scenario.about,
    notices: [],
    answer: [
      `${counted(points, "design point")}, ${counted(replications, "replication")} each: ` +
        `${fields.map(({ path, texts }) => `${path} (${valuesText(texts)})`).join("; ")}.`,
      ...moved.map((metric) => rangeText(metric, fields)),
    ],
    verdicts: [],
    pictures: sweepPictures({ estimates, columns, caption }),
    tables: [pointsTable(moved, fields, points), reportTable("sweep", [sweepTable(results)])],
    ...sweep.background,
    scenarioText: sweep.resolvedYaml,
    seed: scenario.seed,
    fingerprint: sweep.fingerprint,
    command: sweep.command,
    version: codeVersion().version,
  };
}

/** A swept field with its values at all points, as a scenario writes them; numbers where tables can be sorted by them. */
interface SweptField {
  readonly path: string;
  readonly texts: readonly string[];
  readonly numbers: readonly number[] | null;
}

/** A metric at a point: its mean over replications and the interval of it; NaN: nothing was measured, or one replication. */
interface PointFigure {
  readonly point: number;
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
}

/** What moved, where it was measured. */
interface SweptMetric {
  readonly metric: string;
  readonly unit: string;
  readonly figures: readonly PointFigure[];
}

function movedOver(estimates: readonly PointEstimates[], { name, unit, means }: Response): SweptMetric {
  const figures = estimates.map(({ point, metrics }, k): PointFigure => {
    const sample = metrics.find((metric) => metric.name === name)?.sample;
    const [lower, upper] = [sample?.lower95, sample?.upper95].map((bound) => Number(bound ?? Number.NaN));
    return { point, mean: means[k], lower, upper };
  });
  return { metric: name, unit, figures: figures.filter(({ mean }) => !Number.isNaN(mean)) };
}

/** Lowest and highest mean of a metric; of equal ones that of the first point. */
function extremes({ figures }: SweptMetric): { readonly lowest: PointFigure; readonly highest: PointFigure } {
  const [lowest, highest] = [minIndex, maxIndex].map((of) => figures[of(figures, ({ mean }) => mean)]);
  return { lowest, highest };
}

function fieldsOf({ parameters: { paths, values, columns } }: SweepResults): readonly SweptField[] {
  return paths.map((path, k) => {
    const cells = Array.from<unknown>(columns[k].values);
    return {
      path,
      texts: values.map((point) => (typeof point[k] === "string" ? point[k] : JSON.stringify(point[k]))),
      numbers: cells.every((cell) => typeof cell === "number" || typeof cell === "bigint") ? cells.map(Number) : null,
    };
  });
}

/** As many as a sentence holds. */
const maxValues = 8;

function valuesText(texts: readonly string[]): string {
  const all = [...new Set(texts)];
  return all.length <= maxValues
    ? all.join(", ")
    : `${all.slice(0, 3).join(", ")}, … ${all.at(-1)}; ${counted(all.length, "value")}`;
}

/** Where a metric is lowest, and where highest. */
function rangeText(swept: SweptMetric, fields: readonly SweptField[]): string {
  const { metric, unit } = swept;
  const { lowest, highest } = extremes(swept);
  const at = (point: number): string => fields.map(({ path, texts }) => `${path} ${texts[point]}`).join(", ");
  const named = unit === "" ? metric : `${metric} (${unit})`;
  return `${named}: from ${figureText(lowest)} at ${at(lowest.point)} to ${figureText(highest)} at ${at(highest.point)}.`;
}

const figureText = ({ mean, lower, upper }: SweptMetric["figures"][number]): string =>
  Number.isFinite(lower) && Number.isFinite(upper) && lower !== upper
    ? `${shortText(mean)} [${shortText(lower)}, ${shortText(upper)}]`
    : shortText(mean);

const shortText = (value: number): string => cellText(Number(value.toPrecision(4)));

/** A row a point, with the metrics that differ most. */
function pointsTable(moved: readonly SweptMetric[], fields: readonly SweptField[], points: number): ReportTable {
  const byPoint = moved.map(({ figures }) => new Map(figures.map((figure) => [figure.point, figure])));
  const rows = Array.from({ length: Math.min(points, maxRows) }, (_, point) => [
    point,
    ...fields.map(({ texts, numbers }): ShownCell | string =>
      numbers === null ? texts[point] : { text: texts[point], value: numbers[point] },
    ),
    ...byPoint.map((figures): ShownCell | null => {
      const figure = figures.get(point);
      return figure === undefined ? null : { text: figureText(figure), value: figure.mean };
    }),
  ]);
  return {
    title: "points",
    about:
      "The metrics that differ most between points, strongest first: means over replications, with their 95 % intervals.",
    columns: ["point", ...fields.map(({ path }) => path), ...moved.map(({ metric }) => metric)],
    rows,
    rowCount: points,
    file: "sweep.csv",
  };
}
