/**
 * Runs of a model that is a kernel, streams and some parts beside them, and has no frames of its own: they are opened, begun or gone on with, advanced,
 * stored and ended in one way.
 */
import type { Invariant } from "../kernel/invariants.js";
import { Kernel } from "../kernel/kernel.js";
import { createLoggedStreams } from "../random/logged-streams.js";
import { createStreams, type Streams } from "../random/stream.js";
import { stateColumns } from "../table/state-column.js";
import { StateReader } from "../table/state-reader.js";
import type { Stored } from "../table/stored.js";
import type { DurationUs, SimTimeUs } from "../units/quantity-types.js";
import { KernelSimulation } from "./kernel-simulation.js";
import type { Scene } from "./scenes/scene.js";
import type { FinishedRun, RunIdentity, ScenarioBasics, Simulation } from "./model.js";

export interface OpenRun {
  readonly kernel: Kernel;
  readonly streams: Streams;
}

/** `lasting`: purposes whose draws a branch shares with the run that it leaves. */
export function openRun(
  { name, horizon }: Pick<ScenarioBasics, "name" | "horizon">,
  { seed, replication, replay, observer, branch }: RunIdentity,
  lasting: readonly string[] = [],
): OpenRun {
  const kernel = new Kernel({
    horizonUs: horizon,
    replay,
    run: `${name}, seed ${seed}, replication ${replication}`,
    ...(observer !== undefined && { observer }),
  });
  const own = branch === undefined ? undefined : { name: branch, lasting };
  const streams =
    observer === undefined
      ? createStreams(seed, replication, own)
      : createLoggedStreams(seed, replication, observer.draws, own);
  return { kernel, streams };
}

/** What there is of a run beside its kernel. */
export interface KernelRun {
  readonly kernel: Kernel;
  /** Everything that it remembers, by name, in the order in which it is stored. */
  readonly parts: readonly (readonly [name: string, part: Stored])[];
  /** Plans the first events; those of a run that goes on are in its state. */
  readonly begin: () => void;
  /** Progress is told in steps of so much time. */
  readonly stepUs: DurationUs;
  /** What is done every so often, before anything of that time is handled; the first at 0. Done again for the time that a run goes on in. */
  readonly step?: { readonly everyUs: DurationUs; readonly run: (timeUs: SimTimeUs) => void };
  /** Events that take a fraction of a millisecond each; see `Simulation.maxGroup`. */
  readonly maxGroup?: number;
  /** What has to be counted up to a moment before anything is looked at; a run need not have any. */
  readonly settle?: (nowUs: SimTimeUs) => void;
  readonly invariants: readonly Invariant[];
  /** `nowUs`: up to when it was simulated. */
  readonly finish: (nowUs: SimTimeUs) => FinishedRun;
  /** What it looks like at `nowUs`, up to when it was simulated; a run need not show anything. */
  readonly scene?: (nowUs: SimTimeUs) => Scene;
}

/** Throws `InvariantError` from `finish` where an invariant does not hold. */
export function simulationOf({ observer, from }: RunIdentity, run: KernelRun): Simulation {
  const { kernel, parts } = run;
  const state: Stored = {
    save(to) {
      for (const [name, part] of parts) to.part(name, part);
    },
    load(reader) {
      for (const [name, part] of parts) reader.part(name, part);
    },
  };
  observer?.attach({
    nameOf: (kind) => kernel.nameOf(kind),
    folded: () => kernel.soFar().digestWords()[0],
    state: () => stateColumns("", state),
  });
  if (from === undefined) {
    run.begin();
  } else {
    const reader = new StateReader(from.state);
    reader.part("kernel", kernel);
    reader.part("state", state);
  }
  return new KernelSimulation(run, state, from?.atUs ?? 0);
}
