/**
 * What threads tell each other while they work, in shared memory: workers, how far they are; the main thread, that they
 * should stop. Reading and writing cost nothing worth mentioning, so both can be done between any two steps.
 *
 *     stop flag │ done, frames, cell of task 0 │ done, frames, cell of task 1 │ …
 */

const flagBytes = 8;
const valuesPerTask = 3;

export class ProgressBoard {
  readonly #flag: Int32Array;
  readonly #values: Float64Array;

  /** The board behind a buffer that `createProgressBoard` made, in this thread or in another. */
  constructor(readonly buffer: SharedArrayBuffer) {
    this.#flag = new Int32Array(buffer, 0, 1);
    this.#values = new Float64Array(buffer, flagBytes);
  }

  /** Asks all workers to stop at their next step. */
  stop(): void {
    Atomics.store(this.#flag, 0, 1);
  }

  get stopRequested(): boolean {
    return Atomics.load(this.#flag, 0) === 1;
  }

  /** How far a task is: replications done, the one under way as a fraction; frames simulated; the cell at work. */
  report(task: number, { done, frames, cell }: { done: number; frames: number; cell: number }): void {
    this.#values.set([done, frames, cell], task * valuesPerTask);
  }

  /** The cell that a task was last at. */
  cellOf(task: number): number {
    return this.#values[task * valuesPerTask + 2];
  }

  /** Replications done and frames simulated, over all tasks. */
  total(): { readonly done: number; readonly frames: number } {
    let done = 0;
    let frames = 0;
    for (let at = 0; at < this.#values.length; at += valuesPerTask) {
      done += this.#values[at];
      frames += this.#values[at + 1];
    }
    return { done, frames };
  }
}

export const createProgressBoard = (tasks: number): ProgressBoard =>
  new ProgressBoard(new SharedArrayBuffer(flagBytes + tasks * valuesPerTask * Float64Array.BYTES_PER_ELEMENT));
