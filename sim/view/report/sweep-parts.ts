/** What the report of a sweep says. */
import type { Background, ScenarioBasics } from "../../experiment/model.js";
import type { SweepResults } from "../../experiment/sweep/results.js";
import { sweepTable } from "../../experiment/sweep/sweep-tables.js";
import { codeVersion } from "../../files/code-version.js";
import { countText } from "../../units/readable.js";
import { responseCurves, type SweptField } from "../response-curves.js";
import type { ReportParts, ReportTable, ShownCell } from "./parts.js";
import { extremes, mostMoved, type SweptMetric, sweptMetrics } from "./point-figures.js";
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

/** Metrics that a page shows of all: those that the swept fields move most. */
const maxPanels = 8;

export function sweepParts(sweep: ReportedSweep): ReportParts {
  const { scenario, results } = sweep;
  const fields = fieldsOf(results);
  const metrics = sweptMetrics(results);
  const moved = mostMoved(metrics, maxPanels);
  const { points, replications } = results.grid;
  const caption = `${scenario.name} · seed ${scenario.seed} · ${replications} ${replications === 1 ? "replication" : "replications"} a point`;
  const curves = responseCurves({ metrics: moved, fields, caption });
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
    pictures: curves === null ? [] : [curves],
    tables: [pointsTable(moved, fields, points), reportTable("sweep", [sweepTable(results)])],
    ...sweep.background,
    scenarioText: sweep.resolvedYaml,
    seed: scenario.seed,
    fingerprint: sweep.fingerprint,
    command: sweep.command,
    version: codeVersion().version,
  };
}

function fieldsOf({ parameters: { paths, values, columns } }: SweepResults): readonly SweptField[] {
  return paths.map((path, k) => {
    const cells = Array.from<unknown>(columns[k].values);
    return {
      path,
      column: columns[k].name,
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
    : `${all.slice(0, 3).join(", ")}, … ${all.at(-1)}; ${all.length} values`;
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

const counted = (count: number, what: string): string => `${countText(count)} ${what}${count === 1 ? "" : "s"}`;
