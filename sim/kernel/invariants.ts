import { formatFailure, messages } from "./messages.js";
import type { EventTrace } from "./event-history.js";

/** Where a run stands: what a failure prints so that somebody can see it again. `Kernel.context()` makes one. */
export interface FailureContext {
  readonly timeUs: number;
  readonly frame?: number;
  readonly entity?: number;
  /** Which run: scenario, seed and replication, in words. */
  readonly run?: string;
  /** The command that runs into the failure again. */
  readonly replay: string;
  /** Oldest first; the last one was being handled. */
  readonly lastEvents: readonly EventTrace[];
}

/** Something that must always hold does not: a bug of the simulator, never of its user. Exit code 70. */
export class InvariantError extends Error implements FailureContext {
  override readonly name = "InvariantError";
  /** What is wrong, without the surroundings that `message` adds. */
  readonly what: string;
  /** Rule of protocol.md that is broken, if one is. */
  readonly rule?: string;
  readonly timeUs: number;
  readonly frame?: number;
  readonly entity?: number;
  readonly run?: string;
  readonly replay: string;
  readonly lastEvents: readonly EventTrace[];

  constructor(failure: FailureContext & { readonly what: string; readonly rule?: string; readonly cause?: unknown }) {
    super(formatFailure(failure), failure.cause === undefined ? undefined : { cause: failure.cause });
    this.what = failure.what;
    this.timeUs = failure.timeUs;
    this.replay = failure.replay;
    this.lastEvents = failure.lastEvents;
    if (failure.rule !== undefined) this.rule = failure.rule;
    if (failure.frame !== undefined) this.frame = failure.frame;
    if (failure.entity !== undefined) this.entity = failure.entity;
    if (failure.run !== undefined) this.run = failure.run;
  }
}

/** Something that must always hold, for example: units issued are balances and burnt units together. */
export interface Invariant {
  readonly name: string;
  /** Rule of protocol.md that says so. */
  readonly rule?: string;
  /** Null if it holds, else what is wrong, with the numbers. Changes nothing and draws nothing. */
  check(): string | null;
}

/** The invariants of a run; tests check them all the time, production runs now and then. */
export class Invariants {
  private readonly list: Invariant[] = [];

  /** Throws `RangeError` if the name is taken. */
  add(invariant: Invariant): void {
    if (this.list.some(({ name }) => name === invariant.name)) {
      throw new RangeError(messages.invariantTaken(invariant.name));
    }
    this.list.push(invariant);
  }

  get names(): readonly string[] {
    return this.list.map(({ name }) => name);
  }

  /** Checks in the order of adding; throws `InvariantError` for the first one that does not hold. */
  checkAll(context: FailureContext): void {
    for (const invariant of this.list) {
      const wrong = invariant.check();
      if (wrong === null) continue;
      const what = messages.invariantBroken(invariant.name, wrong);
      throw new InvariantError({ ...context, what, ...(invariant.rule !== undefined && { rule: invariant.rule }) });
    }
  }
}
