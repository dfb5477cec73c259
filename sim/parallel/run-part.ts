import type { Kernel } from "../kernel/kernel.js";
import { messages } from "./messages.js";
import type { Exchange } from "./exchange.js";

/** What a model makes for one part: a kernel with its handlers and first events, and how to read off what came of it. */
export interface PartModel<Result> {
  readonly kernel: Kernel;
  /** What the part has to tell when the run is over; travels between threads. */
  readonly result: () => Result;
  /** What is done for the whole network at fixed times, such as a protocol's frame. */
  readonly step?: Step;
}

/**
 * Work at fixed times that sees the whole network: the first part does it while the others wait, all of them having
 * handled what is earlier and nothing of that time or later. It may read and write shared columns, and schedule events
 * for any entity at that time or later, with sources of the first part.
 */
export interface Step {
  readonly firstUs: number;
  readonly everyUs: number;
  readonly run: (timeUs: number) => void;
}

/** Makes the part of a network that an exchange stands for: its `Partition` belongs into the kernel's options. */
export type CreatePart<Setup, Result> = (setup: Setup, exchange: Exchange) => PartModel<Result>;

/**
 * Runs one part up to the horizon, window by window. A window begins at the earliest event anywhere and is as wide as
 * the lookahead: whatever is scheduled in it for another part is due after its end, so nobody can miss anything.
 *
 * ```
 *   part 0  ──●──●────●─┤sync├─●───●──●─┤sync├──            ● events handled   windows jump over times
 *   part 1  ────●──●────┤sync├────●─────┤sync├──                               in which nothing happens
 *           ◄─lookahead─►
 * ```
 *
 * Gives how many windows there were. Throws `RangeError` where no time passes between two steps.
 */
export function runPart<Result>(exchange: Exchange, model: PartModel<Result>, bounds: WindowBounds): number {
  const windows = new Windows(exchange, model, bounds);
  while (windows.next());
  return windows.count;
}

export interface WindowBounds {
  readonly horizonUs: number;
  readonly lookaheadUs: number;
}

/** The windows of one part, one at a time; all parts go through the same ones. */
export class Windows {
  /** How many there were. */
  count = 0;
  /** All events before this have been handled, in all parts that are as far. */
  openUs = 0;
  readonly #exchange: Exchange;
  readonly #model: Pick<PartModel<unknown>, "kernel" | "step">;
  readonly #bounds: WindowBounds;
  #stepUs: number;

  constructor(exchange: Exchange, { kernel, step }: Pick<PartModel<unknown>, "kernel" | "step">, bounds: WindowBounds) {
    if (step !== undefined && !(Number.isSafeInteger(step.everyUs) && step.everyUs >= 1))
      throw new RangeError(messages.badStep(step.everyUs));
    this.#exchange = exchange;
    this.#model = { kernel, ...(step !== undefined && { step }) };
    this.#bounds = bounds;
    this.#stepUs = step?.firstUs ?? Infinity;
    exchange.openUs = 0;
  }

  /** Goes through one window, or takes one step. False: there is nothing left within the horizon, or the first part stopped. */
  next(): boolean {
    const { kernel, step } = this.#model;
    const { horizonUs, lookaheadUs } = this.#bounds;
    const exchange = this.#exchange;
    const earliestUs = exchange.synchronize(kernel);
    if (exchange.isStopped || Math.min(earliestUs, this.#stepUs) > horizonUs) return false;
    if (this.#stepUs <= earliestUs) {
      exchange.openUs = this.openUs = this.#stepUs;
      if (exchange.part === 0) step!.run(this.#stepUs);
      this.#stepUs += step!.everyUs;
      return true;
    }
    const endUs = Math.min(earliestUs + lookaheadUs - 1, this.#stepUs - 1, horizonUs);
    exchange.openUs = this.openUs = endUs + 1;
    kernel.runUntil(endUs);
    this.count++;
    return true;
  }
}
