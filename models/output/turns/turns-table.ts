/** `turns.csv`: the turns of a run, a row each. */
import { type Table, tableOf } from "../metrics/columns.js";
import type { ToldTurn } from "./turns-of-run.js";

/** `timeUs`: when a frame was, in microseconds. */
export function turnsTable(turns: readonly ToldTurn[], timeUs: (frame: number) => number): Table {
  return tableOf(turns, {
    turn: ({ turn }) => turn,
    frame: ({ frame }) => frame,
    time_s: ({ frame }) => timeUs(frame) / 1_000_000,
    until_frame: ({ untilFrame }) => untilFrame,
    what: ({ what }) => what,
    amount: ({ size }) => size,
    amount_of: ({ unit }) => unit,
    told: ({ text }) => text,
    cause: ({ cause }) => cause,
    because_of_turn: ({ because }) => (because === 0 ? "" : because),
    effect: ({ effect }) => effect,
    metric: ({ metric }) => metric,
    command: ({ more }) => `orrery why RUN ${more}`,
  });
}
