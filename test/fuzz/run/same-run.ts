/** A scenario run again, in other slices or under watch, must come to the same result. */
import type { Scenario } from "../../../models/scenario/schema.js";
import type { RunIdentity, RunResult, Simulation, StoredMoment } from "../../../sim/experiment/model.js";
import type { Cell, Table } from "../../../sim/table/result-table.js";
import type { Choices } from "../scenario/choices.js";
import { type Finding, finding } from "../finding.js";

/** Runs to the end in slices of all lengths, some of them shorter than a frame. */
export function runInSlices(simulation: Simulation, scenario: Scenario, choices: Choices): RunResult {
  let untilUs = choices.integer(0, 3);
  const shortest = Math.ceil(scenario.horizon / 400);
  while (simulation.advance(untilUs)) untilUs += choices.integer(1, choices.oneOf([shortest, shortest, 20 * shortest]));
  return simulation.finish();
}

/** Runs to moments, is stored at each, and goes on from there in another network. */
export function runStored(
  begin: (identity: Pick<RunIdentity, "from" | "isStored">) => Simulation,
  scenario: Scenario,
  choices: Choices,
): RunResult {
  const moments = Array.from({ length: choices.integer(1, 3) }, () => choices.integer(0, scenario.horizon));
  let from: StoredMoment | undefined;
  const next = (): Simulation => begin({ isStored: true, ...(from !== undefined && { from }) });
  for (const atUs of moments.toSorted((a, b) => a - b)) {
    const simulation = next();
    simulation.advance(atUs);
    from = { atUs, state: simulation.save() };
  }
  const last = next();
  last.advance(Number.POSITIVE_INFINITY);
  return last.finish();
}

/**
 * Runs about half of it, and ends it there: at any moment, or in the middle of one, as an interrupt may; where a report is due at
 * once with a frame there are several events.
 */
export function runHalf(simulation: Simulation, scenario: Scenario, choices: Choices): RunResult {
  const halfUs = Math.floor(scenario.horizon / 2);
  const { every } = scenario.report;
  simulation.advance(choices.chance(0.5) ? halfUs : Math.max(0, Math.floor(halfUs / every) * every - 1));
  const further = choices.integer(0, 3);
  for (let k = 0; k < further; k++) simulation.advance(simulation.horizonUs, 1);
  return simulation.finish();
}

/** Where two results of the same run differ: nowhere, or at the first value. */
export function differences(how: string, first: RunResult, second: RunResult): Finding[] {
  const found = (what: string): Finding[] => [finding(`differs ${how}`, what)];
  for (const name of Object.keys(first.tables) as (keyof RunResult["tables"])[]) {
    const [a, b] = [first.tables[name], second.tables[name]];
    const difference = a === undefined || b === undefined ? "not there in both" : tableDifference(a, b);
    if (difference !== null) return found(`${name}: ${difference}`);
  }
  const [told, again] = [first, second].map(({ metrics }) => namesOf(metrics));
  if (told !== again) return found(`metrics ${told}, then ${again}`);
  for (const [k, { name, value }] of first.metrics.entries()) {
    if (value !== second.metrics[k].value) return found(`${name}: ${value}, then ${second.metrics[k].value}`);
  }
  if (first.fingerprint !== second.fingerprint) return found("the fingerprint alone");
  return first.summaryLines.join("\n") === second.summaryLines.join("\n") ? [] : found("the summary lines alone");
}

/** Rows of the half run that the whole run tells otherwise; its last row is of the moment at which it ended. */
export function halfDifferences(whole: RunResult, half: RunResult): Finding[] {
  const { columns, rowCount } = half.tables.series;
  const rows = rowCount - 1;
  const cut = ({ columns: all }: Table): Table => ({
    columns: all.map(({ name, values }) => ({ name, values: [...values].slice(0, rows) })),
    rowCount: rows,
  });
  if (rows < 1 || columns.length === 0) return [];
  const difference = tableDifference(cut(whole.tables.series), cut(half.tables.series));
  return difference === null ? [] : [finding("differs when ended halfway", `series: ${difference}`)];
}

/** An empty cell is not a number in a column of numbers, or in one of which nothing was measured; and an empty text among whole amounts. */
const asRead = (cell: Cell): Cell => (cell === "" ? Number.NaN : cell);

const namesOf = (named: readonly { readonly name: string }[]): string => named.map(({ name }) => name).join(", ");

function tableDifference(a: Table, b: Table): string | null {
  const [told, again] = [a, b].map(({ columns }) => namesOf(columns));
  if (told !== again) return `columns ${told}, then ${again}`;
  for (const [k, { name, values }] of a.columns.entries()) {
    const others = b.columns[k].values;
    const length = Math.max(values.length, others.length);
    for (let row = 0; row < length; row++) {
      if (!Object.is(asRead(values[row]), asRead(others[row])))
        return `${name} in row ${row} of ${values.length}: ${String(values[row])}, then ${String(others[row])}`;
    }
  }
  return null;
}
