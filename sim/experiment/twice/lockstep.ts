/**
 * Runs one replication twice, side by side and slice by slice. What both did in a slice is compared before the next
 * one begins, so that the first difference is found where it is, without a rerun, even if it never comes back; and
 * memory is that of two runs and one slice.
 */
import type { Pair } from "../trace/difference.js";
import type { TracedEvent } from "../trace/traced.js";
import { nextTurn } from "../wall-clock.js";
import type { Interrupt } from "../watch.js";
import type { FinishedRun, Simulation, StoredMoment } from "../model.js";
import { SavePoints } from "../snapshot/save-points.js";
import { differenceAt, differingRow, latestEvents } from "./compare-recordings.js";
import { differingResult } from "./compare-results.js";
import { differingState, stateSize } from "./compare-state.js";
import type { Finding } from "./finding.js";
import type { Side } from "./side.js";
import { max, SliceWidth } from "./slice-width.js";

/** What came of a comparison. */
export interface Comparison {
  /** The first difference; null: there is none. */
  readonly finding: Finding | null;
  /** What was compared: events one by one, draws, and how often the whole state. */
  readonly events: number;
  readonly draws: number;
  readonly looks: number;
  /** Of the first run, up to where it came; undefined if it was stopped by a difference or an error. */
  readonly result: FinishedRun | undefined;
  /** The first run as it was halfway to its horizon, if it came there. */
  readonly stored: StoredMoment | undefined;
}

interface Watching {
  readonly interrupt: Interrupt;
  /** Called after every slice. */
  readonly report: (simulation: Simulation) => void;
}

/** Compares two runs that have just begun. Throws the error that stops both in the same way. */
export async function compareSides(sides: Pair<Side>, { interrupt, report }: Watching): Promise<Comparison> {
  const comparison = new Lockstep(sides);
  if (!comparison.lookAtStart()) return { ...comparison.end(), stored: undefined };
  const { simulation, recorder } = sides[0];
  const width = new SliceWidth(simulation);
  const halfway = new SavePoints(simulation, [Math.floor(simulation.horizonUs / 2)]);
  for (let more = true; more && !interrupt.requested;) {
    const fromUs = simulation.nowUs;
    const untilUs = Math.min(halfway.untilUs, fromUs + width.us);
    const goesOn = sides.map((side) => side.advance(untilUs, max.events));
    // Stopped in the middle of a moment, a run stands just before it.
    const reachedUs = Math.min(untilUs, simulation.nowUs + 1);
    width.learn({ events: recorder.rowCount, draws: recorder.draws.keptCount, stateSize: comparison.stateSize });
    more = comparison.look(reachedUs, fromUs) && goesOn.includes(true);
    if (!sides[0].isStopped) halfway.look(goesOn[0]);
    report(simulation);
    await nextTurn();
  }
  return { ...comparison.end(), stored: halfway.stored[0] };
}

class Lockstep {
  stateSize = 0;
  #finding: Finding | null = null;
  #earlier: readonly TracedEvent[] = [];
  /** The row of what comes before the first event is none. */
  #events = -1;
  #looks = 0;
  readonly #sides: Pair<Side>;

  constructor(sides: Pair<Side>) {
    this.#sides = sides;
  }

  /** Compares what there is before anything was simulated; true if both may go on. */
  lookAtStart(): boolean {
    for (const side of this.#sides) if (!side.isStopped) side.recorder.closeStart();
    return this.look(0, null);
  }

  /** Compares a slice that has just been simulated; true if both may go on. */
  look(untilUs: number, fromUs: number | null): boolean {
    this.#finding = this.#compareEvents() ?? this.#compareErrors() ?? this.#compareState(untilUs, fromUs);
    if (this.#finding !== null) return false;
    const [one, other] = this.#sides;
    this.#earlier = latestEvents(one.recorder, one.recorder.rowCount, this.#earlier);
    this.#events += one.recorder.rowCount;
    one.recorder.clear();
    other.recorder.clear();
    return true;
  }

  /** Compares what there is when both runs end here. */
  end(): Omit<Comparison, "stored"> {
    const [one, other] = this.#sides;
    let result: FinishedRun | undefined;
    if (this.#finding === null) {
      const results = [one.finish(), other.finish()] as const;
      this.#finding = this.#compareEvents() ?? this.#compareErrors();
      result = results[0];
      if (results[0] !== undefined && results[1] !== undefined) {
        const difference = differingResult([results[0], results[1]]);
        if (difference !== null) this.#finding ??= { kind: "result", ...difference };
      }
    }
    const draws = one.recorder.draws.total;
    return { finding: this.#finding, events: Math.max(0, this.#events), draws, looks: this.#looks, result };
  }

  #compareEvents(): Finding | null {
    const recorders = [this.#sides[0].recorder, this.#sides[1].recorder] as const;
    // What a run did not live to do is no difference of its own.
    const lived = this.#sides.some(({ isStopped }) => isStopped)
      ? Math.min(...recorders.map(({ rowCount }) => rowCount))
      : Infinity;
    const row = differingRow(recorders);
    if (row < 0 || row >= lived) return null;
    this.#catchUp(row);
    return { kind: "event", ...differenceAt(recorders, row, this.#earlier) };
  }

  /** Lets a run that has nothing in this row come to its next event, so that it can be said what it had instead. */
  #catchUp(row: number): void {
    for (const side of this.#sides) {
      if (side.isStopped) continue;
      const { horizonUs } = side.simulation;
      let stepUs = 1;
      while (side.recorder.rowCount <= row && side.advance(Math.min(horizonUs, side.simulation.nowUs + stepUs)))
        stepUs = Math.min(horizonUs, 2 * stepUs);
    }
  }

  #compareErrors(): Finding | null {
    const [one, other] = this.#sides;
    if (!one.isStopped && !other.isStopped) return null;
    const errors: Pair<string> = [textOf(one.error), textOf(other.error)];
    if (errors[0] === errors[1]) throw one.error;
    const rows = Math.min(one.recorder.rowCount, other.recorder.rowCount);
    return { kind: "error", errors, before: latestEvents(one.recorder, rows, this.#earlier) };
  }

  #compareState(untilUs: number, fromUs: number | null): Finding | null {
    const { recorder } = this.#sides[0];
    if (recorder.rowCount === 0) return null;
    const [one, other] = this.#sides.map((side) => side.recorder.state());
    this.#looks++;
    this.stateSize = stateSize(one);
    const difference = differingState([one, other]);
    if (difference === null) return null;
    const events = Array.from({ length: recorder.rowCount }, (_unused, row) => recorder.event(row));
    return { kind: "state", ...difference, sameAtUs: fromUs, differsAtUs: untilUs, events, again: "not tried" };
  }
}

function textOf(error: unknown): string {
  if (error === undefined) return "";
  return error instanceof Error ? error.message : JSON.stringify(error);
}
