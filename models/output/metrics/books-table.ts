/** What the books of operators come to when a run ends: columns of operators.csv by class, and books.csv with a row an operator. */
import type { MetricKind } from "../../../sim/stats/metric-kind.js";
import type { ScenarioGiven } from "../../changes/network.js";
import { booksOf } from "../../changes/money/book.js";
import type { Logged } from "../../state/log/log-of.js";
import {
  type Accounts,
  BooksState,
  cashOf,
  type ClassAccounts,
  costOf,
  inUsd,
} from "../../state/money/operator-books.js";
import type { World } from "../../state/world.js";
import { hasTaxes } from "../../scenario/money.js";
import type { Scenario } from "../../scenario/schema.js";
import { type Table, tableOf } from "./columns.js";
import { inQuil } from "./in-quil.js";

/** A figure that is read off accounts of operators, or of classes. */
interface Figure<From = Accounts> {
  readonly column: string;
  /** As metrics are called, behind `operators.`. */
  readonly name: string;
  readonly unit: string;
  readonly about: string;
  readonly kind: MetricKind;
  readonly read: (accounts: From, row: number) => number | bigint;
}

const amount = "amount" as const;
const dayUs = 86_400_000_000;

const usd = (of: (accounts: Accounts, row: number) => bigint) => (accounts: Accounts, row: number) =>
  inUsd(of(accounts, row));

/** Income less what was spent on running, written off and paid in taxes, dollars; below zero: a loss. */
const profitUsd = (accounts: Accounts, row: number): number =>
  inUsd(accounts.incomeMicroUsd.get(row) - costOf(accounts, row) - accounts.taxMicroUsd.get(row));

/** Figures that never fall below zero come first, so that intervals may keep to it. */
const accountFigures: readonly Figure[] = [
  {
    column: "machines",
    name: "machines",
    unit: "machines",
    about: "machines that it has",
    kind: "count",
    read: ({ machines }, row) => machines[row],
  },
  {
    column: "booked_units",
    name: "bookedUnits",
    unit: "units",
    about: "rewards and fees taken into its books",
    kind: amount,
    read: ({ bookedUnits }, row) => bookedUnits.get(row),
  },
  {
    column: "granted_units",
    name: "grantedUnits",
    unit: "units",
    about: "tokens that it brought along, and that lists granted it",
    kind: amount,
    read: ({ grantedUnits }, row) => grantedUnits.get(row),
  },
  {
    column: "sold_units",
    name: "soldUnits",
    unit: "units",
    about: "tokens that it sold",
    kind: amount,
    read: ({ soldUnits }, row) => soldUnits.get(row),
  },
  {
    column: "held_units",
    name: "heldUnits",
    unit: "units",
    about: "tokens that it holds",
    kind: amount,
    read: ({ grantedUnits, bookedUnits, soldUnits }, row) =>
      grantedUnits.get(row) + bookedUnits.get(row) - soldUnits.get(row),
  },
  {
    column: "income_usd",
    name: "income_usd",
    unit: "USD",
    about: "what its rewards and fees were worth when they were booked",
    kind: amount,
    read: usd(({ incomeMicroUsd }, row) => incomeMicroUsd.get(row)),
  },
  {
    column: "energy_usd",
    name: "energy_usd",
    unit: "USD",
    about: "what it paid for energy",
    kind: amount,
    read: usd(({ energyMicroUsd }, row) => energyMicroUsd.get(row)),
  },
  {
    column: "hosting_usd",
    name: "hosting_usd",
    unit: "USD",
    about: "what it paid for places and lines",
    kind: amount,
    read: usd(({ hostingMicroUsd }, row) => hostingMicroUsd.get(row)),
  },
  {
    column: "hardware_usd",
    name: "hardware_usd",
    unit: "USD",
    about: "hardware written off",
    kind: amount,
    read: usd(({ wornMicroUsd }, row) => wornMicroUsd.get(row)),
  },
  {
    column: "cost_usd",
    name: "cost_usd",
    unit: "USD",
    about: "energy, hosting and hardware written off",
    kind: amount,
    read: usd(costOf),
  },
  {
    column: "sales_usd",
    name: "sales_usd",
    unit: "USD",
    about: "what the market paid for its tokens",
    kind: amount,
    read: usd(({ proceedsMicroUsd }, row) => proceedsMicroUsd.get(row)),
  },
];

/** Where a class says what taxes it pays. */
const taxFigures: readonly Figure[] = [
  {
    column: "tax_usd",
    name: "tax_usd",
    unit: "USD",
    about: "taxes on its profit",
    kind: amount,
    read: usd(({ taxMicroUsd }, row) => taxMicroUsd.get(row)),
  },
];

/** Those that may fall below zero, or be nothing that there is. */
const resultFigures: readonly Figure[] = [
  {
    column: "profit_usd",
    name: "profit_usd",
    unit: "USD",
    about: "income less all costs and taxes; below zero: a loss",
    kind: "balance",
    read: profitUsd,
  },
  {
    column: "cash_usd",
    name: "cash_usd",
    unit: "USD",
    about: "dollars that it has; below zero: that it owes",
    kind: "balance",
    read: usd(cashOf),
  },
  {
    column: "break_even_usd",
    name: "breakEven_usd",
    unit: "USD",
    about: "price of a token at which its rewards would have been worth its costs; none without rewards",
    kind: amount,
    read: (accounts, row) => inUsd(costOf(accounts, row)) / inQuil(accounts.bookedUnits.get(row)),
  },
  {
    column: "payback_days",
    name: "payback_days",
    unit: "days",
    about:
      "time in which a machine earns its price, after energy and hosting, at the mean of the run; none where it does not",
    kind: "duration",
    read: paybackDays,
  },
];

function paybackDays(accounts: Accounts, row: number): number {
  const { incomeMicroUsd, energyMicroUsd, hostingMicroUsd, boughtMicroUsd, machinesBought, machineUs } = accounts;
  const earned = inUsd(incomeMicroUsd.get(row) - energyMicroUsd.get(row) - hostingMicroUsd.get(row));
  const perMachineDay = (earned * dayUs) / machineUs[row];
  const price = inUsd(boughtMicroUsd.get(row)) / machinesBought[row];
  return perMachineDay > 0 ? price / perMachineDay : Number.NaN;
}

const states: readonly Figure<ClassAccounts>[] = [
  {
    column: "operators_running",
    name: "operatorsRunning",
    unit: "operators",
    about: "its operators whose machines run",
    kind: "count",
    read: ({ running }, row) => running[row],
  },
  {
    column: "operators_left",
    name: "operatorsLeft",
    unit: "operators",
    about: "its operators that left for good",
    kind: "count",
    read: ({ gone }, row) => gone[row],
  },
];

/** Columns of operators.csv, by class; those of taxes where a class pays some. */
export const booksFigures: readonly Omit<Figure, "read">[] = [...states, ...accountFigures, ...resultFigures];
export const taxBooksFigures: readonly Omit<Figure, "read">[] = taxFigures;

const figuresOf = (scenario: Scenario): readonly Figure[] => [
  ...accountFigures,
  ...resultFigures,
  ...(hasTaxes(scenario) ? taxFigures : []),
];

/** What there is not has an empty cell. */
const cell = (value: number | bigint): number | bigint | string =>
  typeof value === "number" && !Number.isFinite(value) ? "" : value;

interface BooksGiven {
  readonly world: Pick<World, "books">;
  readonly scenario: Scenario;
}

type Columns<Row> = { readonly [column: string]: (row: Row) => number | bigint | string };

export function booksColumns({ world, scenario }: BooksGiven): Columns<{ readonly index: number }> {
  const { ofClass } = booksOf(world);
  return Object.fromEntries(
    [...states, ...figuresOf(scenario)].map(({ column, read }) => [
      column,
      ({ index }: { readonly index: number }) => cell(read(ofClass, index)),
    ]),
  );
}

const stateNames = Object.fromEntries(Object.entries(BooksState).map(([name, state]) => [state, name]));

/** One row an operator, in the order in which they came. Books must be closed. */
export function booksTable({ world, scenario }: ScenarioGiven & Logged): Table {
  const { operators } = world;
  const books = booksOf(world);
  const rows = Array.from({ length: operators.count }, (_unused, operator) => operator);
  return tableOf(rows, {
    operator: (operator) => operator,
    operator_class: (operator) => scenario.operators[operators.operatorClass[operator]].class,
    state: (operator) => stateNames[books.state[operator]],
    ...Object.fromEntries(
      figuresOf(scenario).map(({ column, read }) => [column, (operator: number) => cell(read(books, operator))]),
    ),
    lost_units: (operator) => books.lostUnits.get(operator),
  });
}
