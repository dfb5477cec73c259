/**
 * Requests and answers over a network. A call is a row of a table from when it is made until its time is up and neither of
 * its messages is on its way, so that a late answer is never taken for that of another call.
 */
import type { Kernel } from "../kernel/kernel.js";
import { type Partition, wholeNetwork } from "../kernel/partition.js";
import type { StateReader } from "../table/state-reader.js";
import type { StateSink, Stored } from "../table/stored.js";
import { Table } from "../table/table.js";
import type { Bytes, DurationUs } from "../units/quantity-types.js";
import { messages } from "./messages.js";
import type { Network } from "./network.js";

/** What one node asks of another. */
export interface Method {
  /** Unique among the messages of the network. */
  readonly name: string;
  readonly requestBytes: Bytes | ((payload: number) => Bytes);
  /** By what was answered. */
  readonly answerBytes: Bytes | ((answer: number) => Bytes);
  readonly timeoutUs: DurationUs;
  /** What the callee answers, a 32-bit integer; null: nothing, and the caller's time runs out. */
  serve(call: Call): number | null;
  answered(call: Call, answer: number): void;
  /** No answer came in time; one that comes later is not told. */
  timedOut?(call: Call): void;
}

/** Who asks whom for what; a view that the next call becomes. */
export interface Call {
  readonly caller: number;
  readonly callee: number;
  readonly payload: number;
}

class OpenCalls extends Table {
  caller = this.i32("node");
  callee = this.i32("node");
  payload = this.i32("");
  answer = this.i32("");
  // Its time is not up, and nobody has answered.
  waits = this.u8("flag");
  // The event that its time is up, and its message where one is on its way.
  holds = this.u8("holds");
  readonly free = this.sequence("row");

  open(caller: number, callee: number, payload: number): number {
    const row = this.free.pop() ?? this.addRow();
    this.caller[row] = caller;
    this.callee[row] = callee;
    this.payload[row] = payload;
    this.waits[row] = 1;
    this.holds[row] = 2;
    return row;
  }

  release(row: number): void {
    if (--this.holds[row] === 0) this.free.push(row);
  }
}

export interface CallsOptions {
  readonly kernel: Kernel;
  readonly network: Network;
  readonly partition?: Partition;
}

/** Calls of all methods of a network. Both ends of a call must be on one kernel. */
export class Calls implements Stored {
  readonly #options: CallsOptions;
  readonly #partition: Partition;
  readonly #open = new OpenCalls();
  readonly #methods: { readonly method: Method; readonly request: number; readonly answer: number; readonly over: number }[] = []; // prettier-ignore

  constructor(options: CallsOptions) {
    this.#options = options;
    this.#partition = options.partition ?? wholeNetwork;
  }

  /** How many calls wait for their answer. */
  get waiting(): number {
    let count = 0;
    for (let row = 0; row < this.#open.count; row++) count += this.#open.waits[row];
    return count;
  }

  /** Adds a method and gives its number. To be called before the run begins. */
  register(method: Method): number {
    const { kernel, network } = this.#options;
    const open = this.#open;
    const sizeBy =
      (bytes: Bytes | ((payload: number) => Bytes), column: "payload" | "answer") =>
      (row: number): Bytes =>
        typeof bytes === "number" ? bytes : bytes(open[column][row]);
    const callOf = (row: number): Call => ({ caller: open.caller[row], callee: open.callee[row], payload: open.payload[row] }); // prettier-ignore
    const lost = (row: number): void => open.release(row);
    const answer = network.register({
      name: `${method.name}: answer`,
      bytes: sizeBy(method.answerBytes, "answer"),
      lost,
      receive: ({ payload: row }) => {
        const waited = open.waits[row] === 1;
        open.waits[row] = 0;
        const [call, given] = [callOf(row), open.answer[row]];
        open.release(row);
        if (waited) method.answered(call, given);
      },
    });
    const request = network.register({
      name: `${method.name}: request`,
      bytes: sizeBy(method.requestBytes, "payload"),
      lost,
      receive: ({ payload: row }) => {
        const given = method.serve(callOf(row));
        if (given === null) return open.release(row);
        open.answer[row] = given;
        network.send(answer, open.callee[row], open.caller[row], row);
      },
    });
    const over = kernel.register({
      name: `${method.name}: time is up`,
      // An answer of the same moment is in time.
      priority: 1,
      handle: ({ payload: row }) => {
        const waited = open.waits[row] === 1;
        open.waits[row] = 0;
        const call = callOf(row);
        open.release(row);
        if (waited) method.timedOut?.(call);
      },
    });
    return this.#methods.push({ method, request, answer, over }) - 1;
  }

  /** A node asks another. Throws `RangeError` where there is no way, or the other one is on another kernel. */
  call(method: number, { caller, callee, payload }: Call): void {
    const { request, over, method: asked } = this.#methods[method];
    const { first, end } = this.#partition;
    if (callee < first || callee >= end) throw new RangeError(messages.acrossParts(asked.name));
    const row = this.#open.open(caller, callee, payload);
    this.#options.kernel.scheduleAfter(over, asked.timeoutUs, caller, caller, row);
    this.#options.network.send(request, caller, callee, row);
  }

  save(to: StateSink): void {
    to.part("calls", this.#open);
  }

  load(from: StateReader): void {
    from.part("calls", this.#open);
  }
}
