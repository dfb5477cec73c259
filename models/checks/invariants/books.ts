/** What must hold of the books of operators: no unit of the token comes from nowhere or goes nowhere. */
import { counted } from "../../../sim/units/readable.js";
import type { Network } from "../../changes/network.js";
import { BooksState, cashOf, type OperatorBooks } from "../../state/money/operator-books.js";

/**
 * For every operator what it brought and was credited with is held, sold, lost or not booked yet; and in all, issued + granted + fees paid by
 * users = held + sold + burnt + lost + not booked yet + in fees that wait. Balances must be settled; books may be open, as between two looks.
 */
export function unitsAreConserved({ world }: Pick<Network, "world">): string | null {
  const { books, operators, fees, tokenMarket, issuedUnits } = world;
  if (books === null) return null;
  const all = { granted: 0n, held: 0n, sold: 0n, lost: 0n, unbooked: 0n };
  for (let operator = 0; operator < operators.count; operator++) {
    const { credited, known } = creditedTo(world, books, operator);
    const unbooked = credited - known;
    if (unbooked < 0n) return `operator ${operator}: credited ${credited}, booked or lost ${counted(known, "unit")}`;
    const [granted, held] = [books.grantedUnits.get(operator), books.heldUnits.get(operator)];
    const [sold, lost] = [books.soldUnits.get(operator), books.lostUnits.get(operator)];
    if (granted + credited !== held + sold + lost + unbooked)
      return (
        `operator ${operator}: granted ${granted}, credited ${credited}, held ${held}, sold ${sold}, lost ${lost}, ` +
        `not booked yet ${counted(unbooked, "unit")}`
      );
    all.granted += granted;
    all.held += held;
    all.sold += sold;
    all.lost += lost;
    all.unbooked += unbooked;
  }
  const issued = issuedUnits.get(0);
  const [paid, burnt, credited] = [fees?.paidUnits ?? 0n, fees?.burntUnits ?? 0n, fees?.creditedUnits ?? 0n];
  const waiting = paid - burnt - credited;
  if (issued + all.granted + paid !== all.held + all.sold + all.lost + all.unbooked + burnt + waiting)
    return (
      `issued ${issued}, granted ${all.granted}, fees paid ${paid}; held ${all.held}, sold ${all.sold}, ` +
      `lost ${all.lost}, not booked yet ${all.unbooked}, burnt ${burnt}, in fees ${counted(waiting, "unit")}`
    );
  const bought = tokenMarket?.soldUnits.get(0) ?? 0n;
  return all.sold <= bought ? null : `operators sold ${counted(all.sold, "unit")}, the market bought ${bought}`;
}

/** Once books are closed, all that provers were credited with is in them. */
export function allIsBooked({ world }: Pick<Network, "world">): string | null {
  const { books, operators } = world;
  if (books === null) return null;
  for (let operator = 0; operator < operators.count; operator++) {
    const { credited, known } = creditedTo(world, books, operator);
    if (credited !== known)
      return `operator ${operator}: credited ${credited}, booked or lost ${counted(known, "unit")}`;
  }
  return null;
}

/** Units that the provers of an operator were ever credited with, and those of them that its books know of. */
function creditedTo(
  { operators, nodes, provers, ownStatuses }: Network["world"],
  { claims }: OperatorBooks,
  operator: number,
): { readonly credited: bigint; readonly known: bigint } {
  let credited = 0n;
  let known = 0n;
  for (const node of operators.nodes[operator]) {
    const prover = nodes.prover[node];
    credited += provers.balance.get(prover) + (ownStatuses?.zeroedOf(prover) ?? 0n);
    known += claims.knownOf(prover);
  }
  return { credited, known };
}

/** Classes are the sum of their operators, and nobody has fewer machines than none. */
export function classesAreTheirOperators({ world }: Pick<Network, "world">): string | null {
  const { books, operators } = world;
  if (books === null) return null;
  const { ofClass } = books;
  const cash = Array.from({ length: ofClass.count }, () => 0n);
  const machines = new Float64Array(ofClass.count);
  const running = new Int32Array(ofClass.count);
  for (let operator = 0; operator < operators.count; operator++) {
    const classIndex = operators.operatorClass[operator];
    const owned = books.machines[operator];
    if (owned < 0 || books.machinesBought[operator] - books.machinesSold[operator] !== owned)
      return `operator ${operator}: ${counted(books.machinesBought[operator], "machine")} bought, ${books.machinesSold[operator]} sold, has ${owned}`;
    cash[classIndex] += cashOf(books, operator);
    machines[classIndex] += owned;
    if (books.state[operator] === BooksState.running) running[classIndex]++;
  }
  for (let row = 0; row < ofClass.count; row++) {
    if (cash[row] !== cashOf(ofClass, row))
      return `class ${row}: its operators have ${cash[row]} micro-dollars, ${cashOf(ofClass, row)} are counted`;
    if (machines[row] !== ofClass.machines[row] || running[row] !== ofClass.running[row])
      return `class ${row}: ${counted(machines[row], "machine")}, ${counted(running[row], "operator")} running, ${ofClass.machines[row]} and ${ofClass.running[row]} counted`;
  }
  return null;
}
