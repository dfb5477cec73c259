import Table from "cli-table3";
import { wallClockMs } from "../../experiment/wall-clock.js";
import type { Profiler } from "../../experiment/model.js";
import { countText } from "../../units/readable.js";

/** What was measured of one step of a simulation. */
interface MeasuredStep {
  readonly title: string;
  ms: number;
  calls: number;
}

/** Time of this machine that the steps of a simulation took, over all replications that were told of it. */
export class Profile implements Profiler {
  // Listed in the order in which a simulation first names its steps, which is its own.
  readonly #steps = new Map<string, MeasuredStep>();
  readonly #clockMs: () => number;

  /** `clockMs`: milliseconds since some moment. */
  constructor(clockMs: () => number = wallClockMs) {
    this.#clockMs = clockMs;
  }

  timed<State>(title: string, run: (state: State, frame: number) => void): (state: State, frame: number) => void {
    let step = this.#steps.get(title);
    if (step === undefined) this.#steps.set(title, (step = { title, ms: 0, calls: 0 }));
    const measured = step;
    const clockMs = this.#clockMs;
    return (state, frame) => {
      const beginMs = clockMs();
      run(state, frame);
      measured.ms += clockMs() - beginMs;
      measured.calls++;
    };
  }

  /** A table of all steps, in their order, and of all together; it ends in a line break. */
  text(): string {
    const steps = [...this.#steps.values()];
    const allMs = steps.reduce((sum, { ms }) => sum + ms, 0);
    const table = new Table({
      head: ["step", "time", "share", "calls", "a call"],
      colAligns: ["left", "right", "right", "right", "right"],
      style: { head: [], border: [], compact: true },
    });
    for (const step of steps) table.push(rowOf(step, allMs));
    const calls = steps.reduce((sum, step) => sum + step.calls, 0);
    table.push(rowOf({ title: "all steps", ms: allMs, calls }, allMs));
    return `${table.toString()}\n`;
  }
}

function rowOf({ title, ms, calls }: MeasuredStep, allMs: number): string[] {
  const share = allMs === 0 ? 0 : (100 * ms) / allMs;
  const each = calls === 0 ? 0 : (1000 * ms) / calls;
  return [title, `${(ms / 1000).toFixed(2)} s`, `${share.toFixed(1)} %`, countText(calls), `${each.toFixed(1)} µs`];
}
