/** What a tuning comes to, as tables. */
import type { Plain } from "../../scenario/tree.js";
import { columnName, headerProblem } from "../../table/column-name.js";
import { type Cell, type Column, type Table, table } from "../../table/result-table.js";
import type { ScenarioBasics } from "../model.js";
import type { Measure } from "../search/measure.js";
import { columnsOfParameters } from "../sweep/sweep-tables.js";
import type { VariedInput } from "./assumed.js";
import type { HeldShare, Robustness, Spread } from "./robustness.js";
import type { TuneResult } from "./run-tune.js";
import { measuresOf } from "./tune-bench.js";

/** An empty cell: nothing was measured, or it was not asked. */
const empty = "";
const cell = (value: number | null | undefined): Cell =>
  value === null || value === undefined || !Number.isFinite(value) ? empty : value;
const plainCell = (value: Plain): Cell =>
  typeof value === "number" || typeof value === "string" ? String(value) : JSON.stringify(value);
const flag = (is: boolean): number => (is ? 1 : 0);
const column = (name: string, values: readonly Cell[]): Column => ({ name, values });

const ownNames = ["point", "violation", "holds", "is_on_front", "is_compromise", "paths"];

/** One row a parameter of each objective and constraint. */
export function sensitivityTable<Scenario extends ScenarioBasics>({
  bench,
  sensitivities,
}: TuneResult<Scenario>): Table {
  const { axes } = bench.ready.tune;
  const rows = sensitivities.measures.flatMap(({ measure, effects, indices }) =>
    axes.map(({ path }, axis) => ({
      measure,
      path,
      effect: effects.find((one) => one.axis === axis),
      index: indices.find((one) => one.axis === axis),
    })),
  );
  const of = (name: string, read: (row: (typeof rows)[number]) => number | null | undefined): Column =>
    column(
      name,
      rows.map((row) => cell(read(row))),
    );
  return table([
    column(
      "measure",
      rows.map(({ measure }) => measure.text),
    ),
    column(
      "unit",
      rows.map(({ measure }) => measure.unit),
    ),
    column(
      "parameter",
      rows.map(({ path }) => path),
    ),
    of("effects", ({ effect }) => effect?.effects),
    of("mu", ({ effect }) => effect?.mu),
    of("mu_star", ({ effect }) => effect?.muStar),
    of("mu_star_lower95", ({ effect }) => effect?.muStar95?.lower),
    of("mu_star_upper95", ({ effect }) => effect?.muStar95?.upper),
    of("sigma", ({ effect }) => effect?.sigma),
    of("first_index", ({ index }) => index?.first),
    of("first_index_lower95", ({ index }) => index?.first95?.lower),
    of("first_index_upper95", ({ index }) => index?.first95?.upper),
    of("total_index", ({ index }) => index?.total),
    of("total_index_lower95", ({ index }) => index?.total95?.lower),
    of("total_index_upper95", ({ index }) => index?.total95?.upper),
  ]);
}

/** One row a point that was measured. */
export function tuneTable<Scenario extends ScenarioBasics>(result: TuneResult<Scenario>): Table {
  const { bench, points, front } = result;
  const isOnFront = new Set(front);
  return table([
    ...pointColumns(result, points),
    column(
      "is_on_front",
      points.map((point) => flag(isOnFront.has(point))),
    ),
    column(
      "replications",
      points.map(() => bench.replications),
    ),
  ]);
}

/** One row a point of the front, with what became of it in other futures. */
export function frontTable<Scenario extends ScenarioBasics>(result: TuneResult<Scenario>): Table {
  const { bench, front, compromise, robustness } = result;
  const { objectives, constraints } = bench.ready;
  const robust = front.map((point) => robustness.find((one) => one.point === point));
  const names = measureNames(bench.ready);
  const spread = (k: number, part: keyof Spread): Column =>
    column(
      `paths_${part}__${names.get(objectives[k].measure.text)}`,
      robust.map((one) => cell(one?.objectives[k]?.[part])),
    );
  const held = (name: string, read: (of: Robustness) => HeldShare): Column[] =>
    (["share", "lower95", "upper95"] as const).map((part) =>
      column(
        part === "share" ? `${name}_share` : `${name}_share_${part}`,
        robust.map((one) => cell(one === undefined ? null : read(one)[part])),
      ),
    );
  return table([
    ...pointColumns(result, front),
    column(
      "is_compromise",
      front.map((point) => flag(point === compromise)),
    ),
    column(
      "paths",
      robust.map((one) => cell(one?.paths)),
    ),
    ...objectives.flatMap((_unused, k) =>
      (["lowest", "q10", "median", "q90", "highest"] as const).map((part) => spread(k, part)),
    ),
    ...constraints.flatMap((_unused, k) => held(`constraint_${k + 1}_holds`, (one) => one.constraints[k])),
    ...held("all_hold", (one) => one.all),
  ]);
}

/** One row a value of a figure that is assumed; the figure that matters most first. */
export function assumedTable<Scenario extends ScenarioBasics>({ bench, assumed }: TuneResult<Scenario>): Table {
  const { objectives, constraints } = bench.ready;
  const rows = assumed.inputs.flatMap((input, rank) =>
    [input.smaller, input.larger].flatMap((varied) => (varied === undefined ? [] : [{ input, rank, varied }])),
  );
  const names = measureNames(bench.ready);
  const of = (read: (varied: VariedInput) => number | null | undefined): Cell[] =>
    rows.map(({ varied }) => cell(read(varied)));
  return table([
    column(
      "input_rank",
      rows.map(({ rank }) => rank + 1),
    ),
    column(
      "input",
      rows.map(({ input }) => input.path),
    ),
    column(
      "assumed_value",
      rows.map(({ input }) => plainCell(input.value)),
    ),
    column(
      "tried_value",
      rows.map(({ varied }) => plainCell(varied.value)),
    ),
    ...objectives.map(({ measure }, k) =>
      column(
        names.get(measure.text) as string,
        of(({ outcome }) => outcome?.values[k]),
      ),
    ),
    ...constraints.map((_unused, k) =>
      column(
        `constraint_${k + 1}_holds`,
        of(({ outcome }) => (outcome === undefined ? null : flag(outcome.held[k].violation === 0))),
      ),
    ),
    column(
      "change_share",
      rows.map(({ input }) => cell(input.change)),
    ),
    column(
      "why_assumed",
      rows.map(({ input }) => input.why),
    ),
  ]);
}

/** Point, parameters, what it comes to, and whether it holds. */
function pointColumns<Scenario extends ScenarioBasics>(
  { bench }: TuneResult<Scenario>,
  points: readonly number[],
): Column[] {
  const { tune } = bench.ready;
  const names = measureNames(bench.ready);
  const columns = tune.columnsOf(points.map((point) => bench.points[point].parameters));
  const parameters = columnsOfParameters(
    columns.map(({ name }) => name),
    [...ownNames, ...names.values()],
  );
  const outcomes = points.map((point) => bench.judged(point));
  return [
    column("point", points),
    ...columns.map(({ values }, k) => column(parameters[k], values)),
    ...measuresOf(bench.ready).map((measure) =>
      column(
        names.get(measure.text) as string,
        points.map((point) => cell(bench.valueAt(measure, point))),
      ),
    ),
    column(
      "violation",
      outcomes.map(({ violation }) => cell(violation)),
    ),
    column(
      "holds",
      outcomes.map(({ violation }) => flag(violation === 0)),
    ),
  ];
}

/** Headers of objectives and constraints, by their texts. */
function measureNames<Scenario extends ScenarioBasics>(
  ready: TuneResult<Scenario>["bench"]["ready"],
): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const nameOf = ({ text }: Measure, k: number): string => {
    const wanted = columnName(text);
    const isUsable = headerProblem(wanted) === null && !taken.has(wanted) && !ownNames.includes(wanted);
    const name = isUsable ? wanted : `measure_${k + 1}`;
    taken.add(name);
    return name;
  };
  return new Map(measuresOf(ready).map((measure, k) => [measure.text, nameOf(measure, k)]));
}
