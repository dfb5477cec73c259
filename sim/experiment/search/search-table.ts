/** The table of a search: one row a point that was looked at. */
import { type Cell, type Column, type Table, table } from "../../table/result-table.js";
import type { ScenarioBasics } from "../model.js";
import { columnsOfParameters } from "../sweep/sweep-tables.js";
import { frontOf, tradedBy, tradedPoints } from "./front.js";
import type { SearchResult } from "./run-search.js";

/** An empty cell of a table: nothing was measured, or it was not asked. */
const empty = "";

const own = [
  "point",
  "stage",
  "replications",
  "aim_value",
  "cost_value",
  "until_value",
  "until_holds",
  "is_on_front",
  "fresh_replications",
  "fresh_value",
  "fresh_lower95",
  "fresh_upper95",
  "fresh_verdict",
  "is_best",
];

const cell = (value: number | null | undefined): Cell => value ?? empty;
const column = (name: string, values: readonly Cell[]): Column => ({ name, values });
const flag = (is: boolean): number => (is ? 1 : 0);

export function searchTable<Scenario extends ScenarioBasics>(result: SearchResult<Scenario>): Table {
  const { points, bench, candidates, best, budget } = result;
  const { goal, search } = bench.search;
  const columns = search.columnsOf(points.map(({ point }) => bench.points[point].parameters));
  const names = columnsOfParameters(
    columns.map(({ name }) => name),
    own,
  );
  const front = new Set(finalFront(result).map(({ point }) => point));
  const fresh = points.map(({ point }) => candidates.find((candidate) => candidate.point === point));
  return table([
    column(
      "point",
      points.map(({ point }) => point),
    ),
    ...columns.map(({ values }, k) => column(names[k], values)),
    column(
      "stage",
      points.map(({ stage }) => stage),
    ),
    column(
      "replications",
      points.map(({ replications }) => replications),
    ),
    column(
      "aim_value",
      points.map(({ score }) => cell(score.value)),
    ),
    column(
      "cost_value",
      points.map(({ score }) => cell(score.cost)),
    ),
    column(
      "until_value",
      points.map(({ until }) => cell(until)),
    ),
    column(
      "until_holds",
      points.map(({ score }) => (goal.until === undefined ? empty : flag(score.shortfall === 0))),
    ),
    column(
      "is_on_front",
      points.map(({ point }) => flag(front.has(point))),
    ),
    column(
      "fresh_replications",
      fresh.map((one) => (one === undefined ? empty : budget.fresh)),
    ),
    column(
      "fresh_value",
      fresh.map((one) => cell(one?.value.value)),
    ),
    column(
      "fresh_lower95",
      fresh.map((one) => cell(one?.value.lower95)),
    ),
    column(
      "fresh_upper95",
      fresh.map((one) => cell(one?.value.upper95)),
    ),
    column(
      "fresh_verdict",
      fresh.map((one) => one?.until?.verdict ?? empty),
    ),
    column(
      "is_best",
      points.map(({ point }) => flag(point === best?.point)),
    ),
  ]);
}

/** Of the points that were measured on the last replications: others have too few to stand on it. */
export const finalFront = <Scenario extends ScenarioBasics>({ points, bench, budget }: SearchResult<Scenario>) =>
  frontOf(
    tradedPoints(
      bench.search.goal,
      points.filter(({ replications }) => replications >= budget.lastReplications),
    ),
    tradedBy(bench.search.goal)?.isMore ?? true,
  );
