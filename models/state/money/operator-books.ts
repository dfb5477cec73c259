/**
 * Books of operators, where a scenario counts in dollars. What nobody's look has booked yet stands in the balances of provers:
 *
 *     credited to its provers ──booked──► held ──sold──► the market
 *     tokens brought along ─────────────►  │
 *     set to zero by a join before it was booked ──► lost
 */
import { Table } from "../../../sim/table/table.js";
import { type Amount, rounded } from "../../../sim/units/amount.js";
import type { ExactColumn } from "../../../sim/units/exact-column.js";

/** outside: it runs nothing yet; paused: its machines are switched off; gone: it left for good. */
export const BooksState = { outside: 0, running: 1, paused: 2, gone: 3 } as const;
export type BooksState = (typeof BooksState)[keyof typeof BooksState];

/** Amounts that only grow. Dollars are counted in whole micro-dollars. */
export class Accounts extends Table {
  /** Units brought along, and units credited to its provers, booked so far. */
  readonly grantedUnits = this.exact("units");
  readonly bookedUnits = this.exact("units");
  /** Units sold to the market; and units that joins set to zero before they were booked. */
  readonly soldUnits = this.exact("units");
  readonly lostUnits = this.exact("units");
  /** Dollars brought along; what booked units were worth then; what the market paid; what machines brought when they were sold. */
  readonly broughtMicroUsd = this.exact("micro-USD");
  readonly incomeMicroUsd = this.exact("micro-USD");
  readonly proceedsMicroUsd = this.exact("micro-USD");
  readonly resoldMicroUsd = this.exact("micro-USD");
  /** Energy and hosting, paid as they are used; hardware as it is written off, and as it is paid. */
  readonly energyMicroUsd = this.exact("micro-USD");
  readonly hostingMicroUsd = this.exact("micro-USD");
  readonly wornMicroUsd = this.exact("micro-USD");
  readonly boughtMicroUsd = this.exact("micro-USD");
  /** Taxes on its profit. */
  readonly taxMicroUsd = this.exact("micro-USD");
  /** Machines that are there, that were bought, and that were sold. */
  machines = this.f64("machines");
  machinesBought = this.f64("machines");
  machinesSold = this.f64("machines");
  /** Time that machines ran, all together. */
  machineUs = this.f64("µs");

  add(): number {
    return this.addRow();
  }
}

/** Amounts of each account. */
export type Account = {
  [Name in keyof Accounts]: Accounts[Name] extends ExactColumn ? Name : never;
}[keyof Accounts];

/** How many operators of a class are in each state, and what they have. One row a class. */
export class ClassAccounts extends Accounts {
  outside = this.i32("operators");
  running = this.i32("operators");
  paused = this.i32("operators");
  gone = this.i32("operators");
}

/** What of a prover's balance stands in its operator's books. One row a prover. */
class Claims extends Table {
  readonly bookedUnits = this.exact("units");
  readonly zeroedUnits = this.exact("units");
  /** 1 while its node is switched off with all that its operator has: one like it comes back with the machines. */
  switchedOff = this.u8("flag");

  /** Units ever credited to a prover, still in its balance or set to zero since, that its operator's books know of. */
  knownOf(prover: number): bigint {
    return prover < this.count ? this.bookedUnits.get(prover) + this.zeroedUnits.get(prover) : 0n;
  }
}

/** One row an operator. */
export class OperatorBooks extends Accounts {
  state = this.u8("state");
  /** 1 once its nodes are one cluster. */
  isCluster = this.u8("flag");
  readonly heldUnits = this.exact("units");
  /** Up to when costs are counted; and since when it looks. */
  countedUs = this.f64("µs");
  openedUs = this.f64("µs");
  /** Looks so far. */
  looks = this.i32("looks");
  /** Since when its business is bad, or good, as its policy remembers; −1: it is not. */
  badSinceUs = this.f64("µs", -1);
  goodSinceUs = this.f64("µs", -1);
  readonly ofClass = this.part(new ClassAccounts());
  readonly claims = this.part(new Claims());

  /** `classes`: how many classes the scenario has. */
  constructor(classes: number) {
    super();
    this.ofClass.reach(classes - 1);
  }

  /** So much more in an account of the operator, and of its class. */
  post(account: Account, row: { readonly operator: number; readonly classIndex: number }, amount: Amount): void {
    if (amount === 0 || amount === 0n) return;
    this[account].add(row.operator, amount);
    this.ofClass[account].add(row.classIndex, amount);
  }

  /** Micro-dollars that the operator has; below zero: that it owes. */
  cashOf(operator: number): bigint {
    return cashOf(this, operator);
  }

  /** The same in dollars. */
  cashUsdOf(operator: number): number {
    const had =
      this.broughtMicroUsd.numberAt(operator) +
      this.proceedsMicroUsd.numberAt(operator) +
      this.resoldMicroUsd.numberAt(operator);
    const spent =
      this.energyMicroUsd.numberAt(operator) +
      this.hostingMicroUsd.numberAt(operator) +
      this.boughtMicroUsd.numberAt(operator);
    // Sums that doubles hold are exact, and so is their difference; NaN is no safe integer.
    const areExact = Number.isSafeInteger(had) && Number.isSafeInteger(spent);
    return inUsd(areExact ? had - spent : this.cashOf(operator));
  }
}

/** Of an operator, or of a class. */
export function cashOf(accounts: Accounts, row: number): bigint {
  const { broughtMicroUsd, proceedsMicroUsd, resoldMicroUsd } = accounts;
  const { energyMicroUsd, hostingMicroUsd, boughtMicroUsd, taxMicroUsd } = accounts;
  const had = broughtMicroUsd.get(row) + proceedsMicroUsd.get(row) + resoldMicroUsd.get(row);
  return had - energyMicroUsd.get(row) - hostingMicroUsd.get(row) - boughtMicroUsd.get(row) - taxMicroUsd.get(row);
}

/** Micro-dollars that were written off, and spent on running. */
export const costOf = ({ energyMicroUsd, hostingMicroUsd, wornMicroUsd }: Accounts, row: number): bigint =>
  energyMicroUsd.get(row) + hostingMicroUsd.get(row) + wornMicroUsd.get(row);

const microUsdPerUsd = 1_000_000;

/** Whole micro-dollars, rounded. */
export const microUsd = (usd: number): bigint => BigInt(Math.round(usd * microUsdPerUsd));
/** The same for who only posts them. */
export const microUsdAmount = (usd: number): Amount => rounded(usd * microUsdPerUsd);
export const inUsd = (micro: Amount): number => Number(micro) / microUsdPerUsd;
