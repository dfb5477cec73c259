/** What operators own, earn and pay, by class and in all: metrics of scenarios whose operators keep books. */
import type { Network } from "../../changes/network.js";
import type { MetricKind } from "../../../sim/stats/metric-kind.js";
import { priceUsd } from "../../changes/market/trade.js";
import { booksOf } from "../../changes/money/book.js";
import { type ClassAccounts, costOf, inUsd } from "../../state/money/operator-books.js";
import { inQuil } from "./in-quil.js";
import { inflation, isIssuanceKnown, issuedUnits } from "./issuance.js";
import type { Metric } from "./metric.js";

const dayUs = 86_400_000_000;

interface ClassFigure {
  readonly name: string;
  readonly unit: string;
  readonly about: string;
  readonly kind: MetricKind;
  readonly isTotal?: true;
  readonly read: (accounts: ClassAccounts, row: number) => number | bigint;
}

const lastLook = "as of each operator's last look";

const figures: readonly ClassFigure[] = [
  {
    name: "operatorsRunning",
    unit: "operators",
    about: "operators of the class whose machines run",
    kind: "count",
    read: ({ running }, row) => running[row],
  },
  {
    name: "operatorsOutside",
    unit: "operators",
    about: "those that run nothing yet, or have switched off",
    kind: "count",
    read: ({ outside, paused }, row) => outside[row] + paused[row],
  },
  {
    name: "operatorsLeft",
    unit: "operators",
    about: "those that left for good since the start",
    kind: "count",
    isTotal: true,
    read: ({ gone }, row) => gone[row],
  },
  {
    name: "machines",
    unit: "machines",
    about: "machines of the class",
    kind: "count",
    read: ({ machines }, row) => machines[row],
  },
  {
    name: "income_usd",
    unit: "USD",
    about: `what its rewards and fees since the start were worth when they were booked, ${lastLook}`,
    kind: "amount",
    isTotal: true,
    read: ({ incomeMicroUsd }, row) => inUsd(incomeMicroUsd.get(row)),
  },
  {
    name: "cost_usd",
    unit: "USD",
    about: `energy, hosting and hardware written off since the start, ${lastLook}`,
    kind: "amount",
    isTotal: true,
    read: (accounts, row) => inUsd(costOf(accounts, row)),
  },
  {
    name: "soldUnits",
    unit: "units",
    about: "units that the class sold since the start",
    kind: "amount",
    isTotal: true,
    read: ({ soldUnits }, row) => soldUnits.get(row),
  },
];

const sum = ({ world }: Network, { read }: ClassFigure): number | bigint => {
  const { ofClass } = booksOf(world);
  const values = Array.from({ length: ofClass.count }, (_unused, row) => read(ofClass, row));
  return values.reduce((total, value) =>
    typeof total === "bigint" || typeof value === "bigint" ? BigInt(total) + BigInt(value) : total + value,
  );
};

const metricOf = ({ name, unit, about, kind, isTotal }: ClassFigure, where: string, read: Metric["read"]): Metric => ({
  name: `money.${name}${where}`,
  unit,
  about,
  kind,
  read,
  ...(isTotal && { isTotal }),
});

/** What a day of frames as they are now issues, tokens. */
const quilPerDay = ({ world }: Network): number =>
  (inQuil(BigInt(world.totals.unitsPerFrame)) * dayUs) / world.clock.paceUs;

/** Of the whole network, beside its operators. */
const ofNetwork: readonly Metric[] = [
  {
    name: "money.inflation",
    unit: "share a year",
    about:
      "what a year of such frames issues, as a share of the supply; empty without one, and where what a frame issues is not known",
    kind: "amount",
    read: inflation,
  },
  {
    name: "money.securityBudget_usd",
    unit: "USD",
    about: "what a day of such frames issues is worth: what all operators can spend a day without a loss",
    kind: "amount",
    read: (network) => (isIssuanceKnown(network.world) ? quilPerDay(network) * priceUsd(network.world) : null),
  },
  {
    name: "money.feeShare",
    unit: "share",
    about: "part of fees in all that provers were credited with so far; 0 without any",
    kind: "share",
    read(network) {
      const fees = network.world.fees?.creditedUnits ?? 0n;
      const all = fees + issuedUnits(network);
      return all === 0n ? 0 : Number(fees) / Number(all);
    },
  },
];

/** By class, in the order of the scenario; without a scenario those of any class, called `NAME`. */
export function booksMetrics(classes: readonly string[] = ["NAME"]): readonly Metric[] {
  const all = figures.map((figure) => metricOf(figure, "", (network) => sum(network, figure)));
  const ofClasses = classes.flatMap((name, row) =>
    figures.map((figure) =>
      metricOf(figure, `[class=${name}]`, ({ world }) => figure.read(booksOf(world).ofClass, row)),
    ),
  );
  return [...ofNetwork, ...all, ...ofClasses];
}
