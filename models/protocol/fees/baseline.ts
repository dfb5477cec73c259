import type { PomwState } from "../emission/pomw-basis.js";

/** Units that a frame issues, by the state of the network: a curve. */
export type BasisOf<State extends PomwState> = (state: State) => bigint;

/**
 * Units that adding `addedBytes` to the world costs at least: the square of the emission it destroys, by world byte,
 * ⌊(basis(world) − basis(world + added))² / world⌋, and never less than a unit a byte. An empty world costs `addedBytes`.
 * Source: protocol.md `fees.baseline` (node go:consensus/reward/baseline_fee.go; empty world: Rust).
 */
export function baselineFee<State extends PomwState>(
  state: State,
  addedBytes: bigint,
  basisOf: BasisOf<State>,
): bigint {
  if (state.worldBytes === 0n) return addedBytes;
  const grown = { ...state, worldBytes: state.worldBytes + addedBytes };
  const lost = basisOf(state) - basisOf(grown);
  const fee = (lost * lost) / state.worldBytes;
  return fee > addedBytes ? fee : addedBytes;
}
