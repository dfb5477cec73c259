/** What attackers with a budget paid, won and hold: metrics of scenarios that have any, by coalition. */
import type { Network } from "../../changes/network.js";
import type { MetricKind } from "../../../sim/stats/metric-kind.js";
import { booksOf } from "../../changes/money/book.js";
import { type Account, inUsd } from "../../state/money/operator-books.js";
import { attackersIn, type Captured, capturedBy } from "./attack-figures.js";
import { inQuil } from "./in-quil.js";
import { issuedUnits } from "./issuance.js";
import type { Metric } from "./metric.js";

interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly about: string;
  readonly kind: MetricKind;
  readonly isTotal?: true;
  readonly read: (network: Network, coalition: string) => number | bigint;
}

const lastLook = "as of its last look at its books";

/** Of the books of all its operators together. */
function booked(network: Network, coalition: string, account: Account): bigint {
  const books = booksOf(network.world);
  const { assaults } = network.attackers;
  return attackersIn(network, coalition).reduce((sum, k) => sum + books[account].get(assaults?.operator[k] ?? 0), 0n);
}

type Spent = "seniorityMicroUsd" | "feesMicroUsd" | "feeUnits";

const spent = (network: Network, coalition: string, on: Spent): bigint =>
  attackersIn(network, coalition).reduce((sum, k) => sum + (network.attackers.assaults?.[on].get(k) ?? 0n), 0n);

const paidMicroUsd = (network: Network, coalition: string): bigint =>
  (["boughtMicroUsd", "energyMicroUsd", "hostingMicroUsd"] as const).reduce(
    (sum, account) => sum + booked(network, coalition, account),
    spent(network, coalition, "seniorityMicroUsd") + spent(network, coalition, "feesMicroUsd"),
  );

const sumOf = (network: Network, coalition: string, column: "identities" | "junkBytes"): number =>
  attackersIn(network, coalition).reduce((sum, k) => sum + (network.attackers.assaults?.[column][k] ?? 0), 0);

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

const of =
  (read: (captured: Captured) => number): Figure["read"] =>
  (network, coalition) =>
    read(capturedBy(network, coalition));

const figures: readonly Figure[] = [
  {
    name: "identities",
    unit: "identities",
    about: "provers that its budget has paid for since the start",
    kind: "count",
    isTotal: true,
    read: (network, coalition) => sumOf(network, coalition, "identities"),
  },
  {
    name: "paid_usd",
    unit: "USD",
    about: `machines, energy, hosting, seniority and fees that it has paid for since the start, ${lastLook}`,
    kind: "amount",
    isTotal: true,
    read: (network, coalition) => inUsd(paidMicroUsd(network, coalition)),
  },
  {
    name: "won_quil",
    unit: "QUIL",
    about: `rewards and fees that its provers were credited with since the start, ${lastLook}`,
    kind: "amount",
    isTotal: true,
    read: (network, coalition) => inQuil(booked(network, coalition, "bookedUnits")),
  },
  {
    name: "won_usd",
    unit: "USD",
    about: "what its rewards and fees since the start were worth when they were booked",
    kind: "amount",
    isTotal: true,
    read: (network, coalition) => inUsd(booked(network, coalition, "incomeMicroUsd")),
  },
  {
    name: "profit_usd",
    unit: "USD",
    about: "what it won and what its machines brought when they were sold, less what it paid; below zero: a loss",
    kind: "balance",
    read: (network, coalition) =>
      inUsd(
        booked(network, coalition, "incomeMicroUsd") +
          booked(network, coalition, "resoldMicroUsd") -
          paidMicroUsd(network, coalition),
      ),
  },
  {
    name: "rewardShare",
    unit: "share",
    about: `what it won, as a share of all that was issued so far, ${lastLook}`,
    kind: "share",
    read: (network, coalition) =>
      Math.min(1, ratio(inQuil(booked(network, coalition, "bookedUnits")), inQuil(issuedUnits(network)))),
  },
  {
    name: "workerShare",
    unit: "share",
    about: "its active allocations, of all",
    kind: "share",
    read: of(({ active, activeOfAll }) => ratio(active, activeOfAll)),
  },
  {
    name: "shareOfRing0",
    unit: "share",
    about: "positions in ring 0 that it has, of all that are taken",
    kind: "share",
    read: of(({ ringZero, ringZeroOfAll }) => ratio(ringZero, ringZeroOfAll)),
  },
  {
    name: "ringsCaptured",
    unit: "shards",
    about: "shards in whose ring 0 there is nobody else",
    kind: "count",
    read: of(({ ringsCaptured }) => ringsCaptured),
  },
  {
    name: "shardsDecided",
    unit: "shards",
    about: "shards whose certificates it makes by its votes alone",
    kind: "count",
    read: of(({ decided }) => decided),
  },
  {
    name: "shardsBlocked",
    unit: "shards",
    about: "shards that make no certificate without its votes: those that it can halt",
    kind: "count",
    read: of(({ blocked }) => blocked),
  },
  {
    name: "junk_bytes",
    unit: "bytes",
    about: "data that it has stored for no use since the start",
    kind: "amount",
    isTotal: true,
    read: (network, coalition) => sumOf(network, coalition, "junkBytes"),
  },
  {
    name: "fees_quil",
    unit: "QUIL",
    about: "tokens that it has bought and paid as fees for storing them since the start",
    kind: "amount",
    isTotal: true,
    read: (network, coalition) => inQuil(spent(network, coalition, "feeUnits")),
  },
];

/** By coalition, in the order of the scenario; without a scenario those of any, called `NAME`. */
export const attackMetrics = (coalitions: readonly string[] = ["NAME"]): readonly Metric[] =>
  coalitions.flatMap((coalition) =>
    figures.map(({ name, unit, about, kind, isTotal, read }) => ({
      name: `attack.${name}[attacker=${coalition}]`,
      unit,
      about,
      kind,
      read: (network: Network) => read(network, coalition),
      ...(isTotal && { isTotal }),
    })),
  );
