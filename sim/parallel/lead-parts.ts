/**
 * A run in parts that is led: the first part is simulated right here, window by window, whenever it is told to go on, and the
 * others, on threads of their own, wait for it in between. So whoever runs simulations in steps runs this one as any other.
 */
import { availableParallelism } from "node:os";
import { MessageChannel, type MessagePort, receiveMessageOnPort, type Worker } from "node:worker_threads";
import { EventFold } from "../kernel/event-fold.js";
import { BarrierAborted } from "./barrier.js";
import { Exchange, makeSharedExchange } from "./exchange.js";
import { messages } from "./messages.js";
import { errorOf, startWorker, type WorkerReport } from "./part-threads.js";
import { type ParallelRun, spins } from "./run-parallel.js";
import { type PartModel, Windows } from "./run-part.js";

/** How long it sleeps for other threads that have not begun, before whoever leads looks around. */
const waitMs = 20;

/** What came of all parts. */
export interface LedResult<Result> {
  /** All events of all parts. */
  readonly fold: EventFold;
  /** Of the other parts, in their order; none where the run was ended before they stood. */
  readonly others: readonly Result[];
}

/** How a run in parts is led. */
export interface Led<Setup, Own> extends Omit<ParallelRun<Setup>, "setup"> {
  /** Makes the part that is simulated here. */
  readonly createOwn: (exchange: Exchange) => Own;
  /** What the threads are given, which may be shared with that part. */
  readonly setupOf: (own: Own) => Setup;
}

export class LedParts<Setup, Result, Own extends PartModel<Result>> {
  /** The part that is simulated here. */
  readonly own: Own;
  readonly #exchange: Exchange;
  readonly #windows: Windows;
  readonly #ports: readonly MessagePort[];
  readonly #threads: Worker[] = [];
  readonly #replay: string;
  #hasBegun = false;
  #isOver = false;

  /** Makes the own part, and starts the threads of the others. */
  constructor({ module, replay, createOwn, setupOf, workerMemoryMb, ...rest }: Led<Setup, Own>) {
    const partCount = rest.cuts.length - 1;
    const shared = makeSharedExchange(partCount);
    const turns = partCount <= availableParallelism() ? spins : 0;
    this.#replay = replay;
    this.#exchange = new Exchange(0, rest.cuts, shared, turns);
    this.own = createOwn(this.#exchange);
    this.#windows = new Windows(this.#exchange, this.own, rest);
    const setup = setupOf(this.own);
    this.#ports = Array.from({ length: partCount - 1 }, (_, k) => {
      const { port1, port2 } = new MessageChannel();
      const data = { ...rest, setup, module: module.href, part: k + 1, shared, spins: turns, port: port2 };
      const thread = startWorker(data, workerMemoryMb);
      thread.unref();
      this.#threads.push(thread);
      return port1;
    });
  }

  /** Whose mail and windows the own part has. */
  get exchange(): Exchange {
    return this.#exchange;
  }

  /** Whether it has come to its horizon, and was not ended before. */
  get isOver(): boolean {
    return this.#isOver && !this.#exchange.isStopped;
  }

  /** All events before this have been handled, microseconds. */
  get openUs(): number {
    return this.#windows.openUs;
  }

  /**
   * Whether `next` would go on at once, as far as other threads begin: each makes its part first, and whoever looks around meanwhile
   * asks this again. Sleeps a while for it.
   */
  canBegin(): boolean {
    return this.#hasBegun || this.#exchange.barrier.othersAreThere(waitMs);
  }

  /** Goes on by a window. False: the run is over. Throws what a part threw. */
  next(): boolean {
    if (this.#isOver) return false;
    this.#hasBegun = true;
    try {
      this.#isOver = !this.#windows.next();
    } catch (error) {
      throw this.#causeOf(error);
    }
    return !this.#isOver;
  }

  /** Ends the run where it stands, and all threads. To be called once. */
  end(): LedResult<Result> {
    if (!this.#hasBegun && !this.#exchange.barrier.othersAreThere(0)) return this.#abandon();
    this.#exchange.wantsStop = true;
    while (this.next());
    try {
      this.#exchange.barrier.wait();
    } catch (error) {
      throw this.#causeOf(error);
    }
    const fold = new EventFold().merge(this.own.kernel.events().state());
    const others: Result[] = [];
    for (const report of this.#read()) {
      if (report.kind !== "done") continue;
      fold.merge(report.fold);
      others.push(report.result as Result);
    }
    return { fold, others };
  }

  /** Ends a run of which nothing was simulated, without threads that are still making their parts. */
  #abandon(): LedResult<Result> {
    this.#isOver = true;
    this.#exchange.isStopped = true;
    this.#exchange.barrier.abort();
    for (const thread of this.#threads) void thread.terminate();
    this.#read();
    return { fold: new EventFold().merge(this.own.kernel.events().state()), others: [] };
  }

  /** What to tell of what went wrong here: what a part reports where it left the others waiting, else the error itself. */
  #causeOf(error: unknown): unknown {
    this.#exchange.barrier.abort();
    const failures = this.#read().filter((report) => report.kind === "failed");
    if (!(error instanceof BarrierAborted)) return error;
    if (failures.length > 0) return errorOf(failures, this.#replay);
    return new Error(`${messages.leftAlone(this.#ports.length + 1)}\n  replay:  ${this.#replay}`);
  }

  #read(): readonly WorkerReport[] {
    const reports = this.#ports.flatMap((port) => {
      const received: { readonly message: WorkerReport } | undefined = receiveMessageOnPort(port);
      port.close();
      return received === undefined ? [] : [received.message];
    });
    this.#exchange.barrier.confirmRead();
    return reports;
  }
}
