/** Brings the books of an operator up to a moment: what its provers were credited with, and what its machines cost. */
import type { Logged } from "../../state/log/log-of.js";
import { type Amount, minus } from "../../../sim/units/amount.js";
import { BooksState, costOf, microUsd, microUsdAmount, type OperatorBooks } from "../../state/money/operator-books.js";
import { unitsPerQuil } from "../../protocol/ground/token.js";
import { type Costs, costsOf } from "../../scenario/money.js";
import type { World } from "../../state/world.js";
import type { Paying, ScenarioGiven } from "../network.js";
import { priceUsd } from "../market/trade.js";
import { taxDue } from "./tax.js";

const hourUs = 3_600_000_000;

/** Throws in a network whose operators keep no books. */
export function booksOf({ books }: Pick<World, "books">): OperatorBooks {
  if (books === null) throw new Error("nobody in this network keeps books");
  return books;
}

export interface Booked {
  /** Units that were booked. */
  readonly units: Amount;
  /** Time that costs were counted for, microseconds. */
  readonly spanUs: number;
}

/** What is credited for all frames before `frame`, and costs until `untilUs`. */
export function bringUpToDate(
  network: ScenarioGiven & Logged & Paying,
  operator: number,
  { frame, untilUs }: { readonly frame: number; readonly untilUs: number },
): Booked {
  const books = booksOf(network.world);
  const spanUs = Math.max(0, untilUs - books.countedUs[operator]);
  countCosts(network, books, operator, spanUs);
  books.countedUs[operator] = Math.max(books.countedUs[operator], untilUs);
  const units = bookRewards(network, books, operator, frame);
  payTaxes(network, books, operator);
  return { units, spanUs };
}

function payTaxes({ scenario, world }: ScenarioGiven & Logged, books: OperatorBooks, operator: number): void {
  const classIndex = world.operators.operatorClass[operator];
  const { taxShare } = costsOf(scenario.operators[classIndex]);
  if (taxShare === 0) return;
  const profit = books.incomeMicroUsd.get(operator) - costOf(books, operator);
  const due = taxDue(profit, { paid: books.taxMicroUsd.get(operator), share: taxShare });
  books.post("taxMicroUsd", { operator, classIndex }, due);
}

/** Units up to which they are added up in a double: one more sum of two is exact still. */
const exactUnits = 2 ** 52;

/** Settles the provers of an operator, and takes what they were credited with into its books. */
function bookRewards(network: Logged & Paying, books: OperatorBooks, operator: number, frame: number): Amount {
  const { world } = network;
  const { operators, nodes, provers, ownStatuses } = world;
  const { claims } = books;
  let small = 0;
  let large = 0n;
  let lost = 0n;
  for (const node of operators.nodes[operator]) {
    const prover = nodes.prover[node];
    network.settleProver(prover, frame);
    claims.reach(prover);
    if (ownStatuses !== null) lost += noteZeroed(books, prover, ownStatuses.zeroedOf(prover));
    const gain = provers.balance.numberAt(prover) - claims.bookedUnits.numberAt(prover);
    // NaN is within no bounds.
    if (gain >= 0 && small + gain <= exactUnits) small += gain;
    else large += provers.balance.get(prover) - claims.bookedUnits.get(prover);
    claims.bookedUnits.copy(prover, provers.balance, prover);
  }
  const units = large === 0n ? small : large + BigInt(small);
  const row = { operator, classIndex: operators.operatorClass[operator] };
  books.post("bookedUnits", row, units);
  books.post("lostUnits", row, lost);
  books.post("incomeMicroUsd", row, valueMicroUsd(units, priceUsd(world)));
  books.heldUnits.add(operator, units);
  return units;
}

/** What joins set to zero since the last look, but for what was booked before. */
function noteZeroed({ claims }: OperatorBooks, prover: number, zeroed: bigint): bigint {
  const since = zeroed - claims.zeroedUnits.get(prover);
  if (since === 0n) return 0n;
  const lost = since - claims.bookedUnits.get(prover);
  claims.zeroedUnits.set(prover, zeroed);
  claims.bookedUnits.clear(prover);
  return lost;
}

/** What units are worth, micro-dollars. */
export const valueMicroUsd = (units: Amount, price: number): Amount =>
  microUsdAmount((Number(units) / Number(unitsPerQuil)) * price);

/** Costs of an hour of so many machines and nodes, dollars. */
export const hourlyCosts = (
  costs: Costs,
  { machines, nodes }: { readonly machines: number; readonly nodes: number },
) => ({
  energyUsd: machines * (costs.powerW / 1000) * costs.energyUsdPerKwh,
  hostingUsd: nodes * costs.hostingUsdPerHour,
  wornUsd: (machines * costs.hardwareUsd * hourUs) / costs.lifeUs,
});

function countCosts(
  { scenario, world }: ScenarioGiven & Logged,
  books: OperatorBooks,
  operator: number,
  spanUs: number,
): void {
  const state = books.state[operator];
  if (spanUs === 0 || (state !== BooksState.running && state !== BooksState.paused)) return;
  const classIndex = world.operators.operatorClass[operator];
  const machines = books.machines[operator];
  const nodes = nodesRun(books, operator);
  const hourly = hourlyCosts(costsOf(scenario.operators[classIndex]), { machines, nodes });
  const hours = spanUs / hourUs;
  const row = { operator, classIndex };
  if (state === BooksState.running) {
    books.post("energyMicroUsd", row, microUsdAmount(hourly.energyUsd * hours));
    books.post("hostingMicroUsd", row, microUsdAmount(hourly.hostingUsd * hours));
    books.machineUs[operator] += machines * spanUs;
    books.ofClass.machineUs[classIndex] += machines * spanUs;
  }
  // What is worn out is bought again.
  const worn = microUsdAmount(hourly.wornUsd * hours);
  const value = bookValue(books, operator);
  if (worn > value) books.post("boughtMicroUsd", row, minus(worn, value));
  books.post("wornMicroUsd", row, worn);
}

/** Nodes that pay for an address of their own. */
export const nodesRun = ({ isCluster, machines }: OperatorBooks, operator: number): number =>
  isCluster[operator] === 1 ? Math.min(1, machines[operator]) : machines[operator];

/** What of the operator's machines is not written off, micro-dollars. */
const bookValue = ({ boughtMicroUsd, wornMicroUsd, resoldMicroUsd }: OperatorBooks, operator: number): Amount =>
  minus(minus(boughtMicroUsd.amountAt(operator), wornMicroUsd.amountAt(operator)), resoldMicroUsd.amountAt(operator));

/** An operator buys so many machines, at the price of its class. */
export function buyMachines({ scenario, world }: ScenarioGiven & Logged, operator: number, count: number): void {
  const books = booksOf(world);
  const classIndex = world.operators.operatorClass[operator];
  const { hardwareUsd } = costsOf(scenario.operators[classIndex]);
  books.post("boughtMicroUsd", { operator, classIndex }, microUsd(hardwareUsd * count));
  books.machinesBought[operator] += count;
  books.ofClass.machinesBought[classIndex] += count;
  books.machines[operator] += count;
  books.ofClass.machines[classIndex] += count;
}

/** An operator sells so many of its machines, and writes off what they do not bring. */
export function sellMachines({ scenario, world }: ScenarioGiven & Logged, operator: number, count: number): void {
  const books = booksOf(world);
  if (count === 0) return;
  const classIndex = world.operators.operatorClass[operator];
  const { resale } = costsOf(scenario.operators[classIndex]);
  const value = (BigInt(bookValue(books, operator)) * BigInt(count)) / BigInt(books.machines[operator]);
  const brings = BigInt(Math.floor(Number(value) * resale));
  const row = { operator, classIndex };
  const least = brings < value ? brings : value;
  books.post("resoldMicroUsd", row, least);
  books.post("wornMicroUsd", row, value - least);
  books.machinesSold[operator] += count;
  books.ofClass.machinesSold[classIndex] += count;
  books.machines[operator] -= count;
  books.ofClass.machines[classIndex] -= count;
}

const counted = ["outside", "running", "paused", "gone"] as const;

/** An operator is in another state; its policy remembers nothing of the one before. */
export function changeState(world: Pick<World, "books" | "operators">, operator: number, state: BooksState): void {
  const books = booksOf(world);
  const classIndex = world.operators.operatorClass[operator];
  books.ofClass[counted[books.state[operator]]][classIndex]--;
  books.state[operator] = state;
  books.ofClass[counted[state]][classIndex]++;
  forgetBusiness(books, operator);
}

export function forgetBusiness(books: OperatorBooks, operator: number): void {
  books.badSinceUs[operator] = -1;
  books.goodSinceUs[operator] = -1;
}
