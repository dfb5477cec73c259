/** Why no point holds all constraints: how near to each of them points come, and which of them exclude each other where they were looked at. */
import { boundsOf, type Constraint } from "./constraint.js";

/** How near points come to one constraint. */
export interface Reach {
  /** Points that hold it. */
  readonly held: number;
  /** The point that comes nearest to it, and what it is of there; null: it was measured nowhere. */
  readonly nearest: { readonly point: number; readonly value: number } | null;
  /** What that point is short of the bound, in the unit of what is bounded; 0: it holds. Null: it has no bound, or was measured nowhere. */
  readonly short: number | null;
}

export interface Reaches {
  /** In the order of the constraints. */
  readonly constraints: readonly Reach[];
  /** Constraints by their numbers each of which some point holds, and no point both. */
  readonly apart: readonly (readonly [number, number])[];
}

/** What runs at a point say of each constraint. */
export interface HeldAt {
  readonly point: number;
  readonly held: readonly { readonly value: number | null; readonly violation: number }[];
}

export function reachesOf(constraints: readonly Constraint[], points: readonly HeldAt[]): Reaches {
  const reaches = constraints.map((constraint, k) => reachOf(constraint, k, points));
  const isHeld = ({ held }: HeldAt, k: number): boolean => held[k].violation === 0;
  const apart = constraints.flatMap((_one, a) =>
    constraints.flatMap((_other, b): (readonly [number, number])[] => {
      const areHeld = a < b && reaches[a].held > 0 && reaches[b].held > 0;
      return areHeld && !points.some((at) => isHeld(at, a) && isHeld(at, b)) ? [[a, b]] : [];
    }),
  );
  return { constraints: reaches, apart };
}

function reachOf(constraint: Constraint, k: number, points: readonly HeldAt[]): Reach {
  const known = points.flatMap(({ point, held }) => {
    const { value, violation } = held[k];
    return value === null ? [] : [{ point, value, violation }];
  });
  const held = points.filter((at) => at.held[k].violation === 0).length;
  if (known.length === 0) return { held, nearest: null, short: null };
  const { point, value } = known.reduce((best, one) => (one.violation < best.violation ? one : best));
  const bounds = boundsOf(constraint);
  const short = bounds === undefined ? null : Math.max(0, bounds.lower - value, value - bounds.upper);
  return { held, nearest: { point, value }, short };
}
