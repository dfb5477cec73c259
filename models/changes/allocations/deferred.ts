import type { World } from "../../state/world.js";

/** Counts an allocation among those whose join is confirmed and not in effect yet, or no longer. */
export function setDeferred({ allocations, totals }: World, allocation: number, deferred: 0 | 1): void {
  totals.deferred += deferred - allocations.deferred[allocation];
  allocations.deferred[allocation] = deferred;
}
