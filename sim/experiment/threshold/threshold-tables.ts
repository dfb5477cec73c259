/** What a search tried and found, as tables: `threshold`, a row a value that was tried, and `frontier`, a row a value of the second parameter. */
import { columnName, headerProblem } from "../../table/column-name.js";
import { type Cell, type Column, type Table, table } from "../../table/result-table.js";
import { quantityColumn } from "../../units/column-unit.js";
import type { SearchAnswer, Valued } from "./answer.js";
import type { Parameter } from "./parameter.js";

/** Headers that tables have beside the parameters. */
const triedNames = ["verdict", "replications", "measured", "occurrences", "probability", "lower", "upper"] as const;

/** A parameter as a column: quantities are numbers in one unit, whose name the header ends with. */
interface ParameterColumn {
  readonly name: string;
  readonly suffix: string;
  readonly cellOf: (value: Valued) => Cell;
}

/** In one unit for all values that any table has of it. */
function columnOf(parameter: Parameter, values: readonly Valued[], taken: readonly string[]): ParameterColumn {
  const dimension = parameter.bounds.from.unit?.dimension;
  const texts = values.map(({ text }) => text);
  const quantities = dimension === undefined ? undefined : quantityColumn(dimension, texts);
  const suffix = quantities === undefined ? "" : `_${quantities.suffix}`;
  const wanted = columnName(`${parameter.path}${suffix}`);
  const name = headerProblem(wanted) === null && !taken.includes(wanted) ? wanted : `swept_${wanted}`;
  const cells = new Map(texts.map((text, k) => [text, quantities?.values[k]] as const));
  return { name, suffix, cellOf: ({ text, amount }) => cells.get(text) ?? amount };
}

/** One row a value that was tried, in ascending order. */
export function thresholdTable(
  answers: readonly SearchAnswer[],
  { parameter, second }: { readonly parameter: Parameter; readonly second: Parameter | undefined },
): Table {
  const rows = answers.flatMap((answer) => answer.tried.map((tried) => ({ answer, tried })));
  const first = columnOf(parameter, valuesIn(answers), triedNames);
  return table([
    ...secondColumn(
      second,
      answers,
      rows.map(({ answer }) => answer),
      [...triedNames, first.name],
    ),
    { name: first.name, values: rows.map(({ tried }) => first.cellOf(tried.value)) },
    { name: "verdict", values: rows.map(({ tried }) => verdictWords[tried.verdict]) },
    { name: "replications", values: rows.map(({ tried }) => tried.replications) },
    { name: "measured", values: rows.map(({ tried }) => tried.measured) },
    { name: "occurrences", values: rows.map(({ tried }) => tried.occurrences) },
    { name: "probability", values: rows.map(({ tried }) => tried.estimate) },
    { name: "lower", values: rows.map(({ tried }) => tried.lower) },
    { name: "upper", values: rows.map(({ tried }) => tried.upper) },
  ]);
}

/** One row a value of the second parameter. */
export function frontierTable(
  answers: readonly SearchAnswer[],
  { parameter, second }: { readonly parameter: Parameter; readonly second: Parameter },
): Table {
  const { suffix, cellOf } = columnOf(parameter, valuesIn(answers), []);
  const of = (pick: "estimate" | "lower" | "upper"): Cell[] =>
    answers.map(({ critical }) => (critical === undefined ? "" : cellOf(critical[pick])));
  const names = ["outcome", "method", "replications"];
  return table([
    ...secondColumn(second, answers, answers, names),
    { name: "outcome", values: answers.map(({ outcome }) => outcome) },
    { name: "method", values: answers.map(({ critical }) => critical?.method ?? "") },
    { name: columnName(`critical${suffix}`), values: of("estimate") },
    { name: columnName(`critical_lower${suffix}`), values: of("lower") },
    { name: columnName(`critical_upper${suffix}`), values: of("upper") },
    { name: "replications", values: answers.map(({ replications }) => replications) },
  ]);
}

/** Both by the names of their files, the second where there is a second parameter. */
export const thresholdTables = (
  answers: readonly SearchAnswer[],
  { parameter, second }: { readonly parameter: Parameter; readonly second: Parameter | undefined },
): readonly (readonly [name: string, table: Table])[] => [
  ...(second === undefined ? [] : [["frontier", frontierTable(answers, { parameter, second })] as const]),
  ["threshold", thresholdTable(answers, { parameter, second })],
];

/** What was found of the claim at a value. */
const verdictWords = { pass: "so", fail: "not_so", undecided: "open" } as const;

const valuesIn = (answers: readonly SearchAnswer[]): Valued[] =>
  answers.flatMap(({ tried, critical }) => [
    ...tried.map(({ value }) => value),
    ...(critical === undefined ? [] : [critical.estimate, critical.lower, critical.upper]),
  ]);

function secondColumn(
  second: Parameter | undefined,
  answers: readonly SearchAnswer[],
  rows: readonly SearchAnswer[],
  taken: readonly string[],
): Column[] {
  if (second === undefined) return [];
  const { name, cellOf } = columnOf(
    second,
    answers.flatMap((answer) => answer.second ?? []),
    taken,
  );
  return [{ name, values: rows.map((answer) => (answer.second === undefined ? "" : cellOf(answer.second))) }];
}
