import type { World } from "../state/world.js";

/** Issues units to one prover at once: its balance and what was issued rise together. */
export function credit({ provers, issuedUnits }: World, prover: number, units: bigint): void {
  provers.balance.set(prover, provers.balance.get(prover) + units);
  issuedUnits.set(0, issuedUnits.get(0) + units);
}
