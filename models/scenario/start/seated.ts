/** The targets of a start that the nodes of its scenario can hold: what plan and run both ask for. */
import type { OperatorClass } from "../operators.js";
import { isFault, type StartFault } from "./bands.js";
import type { Grid } from "./page-figures.js";
import type { Start } from "./schema.js";
import { seatsOf, unmetSeats } from "./seats.js";
import { type ShardTargets, startTargets, type TargetRules } from "./targets.js";

interface Started {
  readonly start: Start;
  readonly shards: Grid;
  readonly operators: readonly OperatorClass[];
}

/**
 * Targets spread as far as the nodes can hold them: where they cannot, the fullest shards are kept as small as they need
 * to be. A fault where no network has these figures, or where there are too few nodes or workers for it.
 */
export function seatedTargets({ start, shards, operators }: Started, rules: TargetRules): ShardTargets | StartFault {
  const unmetBy = (targets: ShardTargets): string | null => unmetSeats(seatsOf(targets, operators), operators);
  const widest = startTargets(start, shards, rules);
  if (isFault(widest) || unmetBy(widest) === null) return widest;
  const fullest = widest.active.reduce((max, active, k) => Math.max(max, active + widest.joining[k]), 0);
  // The flattest that there is, and between the two the widest that can be held.
  const flattest = lowest(fullest, (most) => !isFault(startTargets(start, shards, rules, most)));
  const flat = startTargets(start, shards, rules, flattest);
  if (isFault(flat)) return widest;
  const unmet = unmetBy(flat);
  if (unmet !== null) return { path: "", message: unmet };
  const tooWide = lowest(fullest, (most) => {
    if (most <= flattest) return false;
    const targets = startTargets(start, shards, rules, most);
    return isFault(targets) || unmetBy(targets) !== null;
  });
  const held = startTargets(start, shards, rules, tooWide - 1);
  return isFault(held) || unmetBy(held) !== null ? flat : held;
}

/** The lowest number up to `max` that is so, of numbers that are so from some on; `max` if none is. */
function lowest(max: number, isSo: (most: number) => boolean): number {
  let [low, high] = [0, max];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isSo(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
