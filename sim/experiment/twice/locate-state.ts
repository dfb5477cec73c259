/** Repeats two runs whose states differ at the end of a slice, and looks at the states within it. */
import type { RunObserver, ObservedRun } from "../../kernel/run-observer.js";
import type { StateColumn } from "../../table/state-column.js";
import { nextTurn } from "../wall-clock.js";
import type { Interrupt } from "../watch.js";
import type { Simulation } from "../model.js";
import { differingState } from "./compare-state.js";
import type { Finding } from "./finding.js";

type StateFinding = Extract<Finding, { kind: "state" }>;

/** Looks at the state in one repetition: more would take too long where the state is large. */
const looksEach = 256;
/** 256 looks, each repetition within one of the last one's steps: three times are enough for 16 million moments. */
const repetitions = 3;

/** Begins the run once more. */
export type Begin = (observer: RunObserver) => Simulation;

/** The same finding, placed as exactly as moments of events allow, or told that it did not come back as it was. */
export async function locateState(begin: Begin, found: StateFinding, interrupt: Interrupt): Promise<StateFinding> {
  let located = found;
  for (let k = 0; k < repetitions && located.sameAtUs !== null && momentsOf(located).length > 1; k++) {
    if (interrupt.requested) return located;
    const closer = await repeat(begin, located, located.sameAtUs).catch(() => null);
    if (closer === null) return { ...located, again: located.again === "placed" ? "placed" : "not seen" };
    located = closer;
  }
  return located;
}

/** The moments at which events happen in the stretch that is in question. */
const momentsOf = ({ events }: StateFinding): number[] => [...new Set(events.map(({ timeUs }) => timeUs))];

async function repeat(begin: Begin, found: StateFinding, sameAtUs: number): Promise<StateFinding | null> {
  const watches = [new StateWatch(), new StateWatch()] as const;
  const simulations = [begin(watches[0]), begin(watches[1])];
  const moments = momentsOf(found);
  const step = Math.ceil(moments.length / looksEach);
  let sameUs = sameAtUs;
  const stops = moments.filter((_unused, k) => (k + 1) % step === 0 || k === moments.length - 1);
  for (const untilUs of [sameAtUs, ...stops]) {
    for (const simulation of simulations) simulation.advance(untilUs);
    const difference = differingState([watches[0].state(), watches[1].state()]);
    if (difference !== null) {
      const events = found.events.filter(({ timeUs }) => timeUs > sameUs && timeUs <= untilUs);
      const isLater = untilUs > sameAtUs;
      return isLater
        ? { ...difference, kind: "state", sameAtUs: sameUs, differsAtUs: untilUs, events, again: "placed" }
        : null;
    }
    sameUs = untilUs;
    await nextTurn();
  }
  return null;
}

/** Sees the state and nothing else. */
class StateWatch implements RunObserver {
  readonly draws = { record: (): void => undefined };
  #run: ObservedRun | undefined;

  attach(run: ObservedRun): void {
    this.#run = run;
  }

  begin(): void {}

  end(): void {}

  state(): readonly StateColumn[] {
    if (this.#run === undefined) throw new Error("a watch needs a run to look at");
    return this.#run.state();
  }
}
