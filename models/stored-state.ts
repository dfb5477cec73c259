/** All that a run remembers, as one list: what is stored, and what a run goes on from. */
import { StateReader } from "../sim/table/state-reader.js";
import { StateWriter } from "../sim/table/state-writer.js";
import type { Stored } from "../sim/table/stored.js";
import type { EventEngine } from "./changes/network.js";
import type { Logged } from "./state/log/log-of.js";

/** Parts by their names, in the order in which they are written. */
export type RunState = readonly (readonly [name: string, part: Stored])[];

/** The kernel with the events to come, the world, what was reported so far, and the log of a run that keeps one. */
export const stateOf = ({ kernel, world, log }: Logged & EventEngine, recorder: Stored): RunState => [
  ["kernel", kernel],
  ["world", world],
  ["series", recorder],
  ...(log === null ? [] : [["log", log] as const]),
];

export function saveState(state: RunState): Uint8Array<ArrayBuffer> {
  const to = new StateWriter();
  for (const [name, part] of state) to.part(name, part);
  return to.bytes();
}

/** Throws `StateError` for what is not the state of such a run. */
export function loadState(state: RunState, bytes: Uint8Array): void {
  const from = new StateReader(bytes);
  for (const [name, part] of state) from.part(name, part);
  from.end();
}
