import type { BigBytes } from "../../../sim/units/quantity-types.js";
import type { QuilUnits } from "../ground/token.js";
import type { PomwState } from "../emission/pomw-basis.js";

/** Units that a frame issues, by the state of the network: a curve. */
export type BasisOf<State extends PomwState> = (state: State) => QuilUnits;

/** Least price of a byte, units. Source: protocol.md `fees.baseline` (node). */
const unitsPerByteMin = 1n;

/**
 * Units that adding `addedBytes` to the world costs at least: the square of the emission it destroys, by world byte,
 * ⌊(basis(world) − basis(world + added))² / world⌋, and never less than a unit a byte. An empty world costs `addedBytes`.
 * Source: protocol.md `fees.baseline` (node go:consensus/reward/baseline_fee.go; empty world: Rust).
 */
export function baselineFee<State extends PomwState>(
  state: State,
  addedBytes: BigBytes,
  basisOf: BasisOf<State>,
): QuilUnits {
  if (state.worldBytes === 0n) return addedBytes * unitsPerByteMin;
  const grown = { ...state, worldBytes: state.worldBytes + addedBytes };
  const lost = basisOf(state) - basisOf(grown);
  const fee = (lost * lost) / state.worldBytes;
  const atLeast = addedBytes * unitsPerByteMin;
  return fee > atLeast ? fee : atLeast;
}
