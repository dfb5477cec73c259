/** Whose allocations a start needs: for the plan, and for the run that divides workers by it. */
import type { OperatorClass } from "../operators.js";
import { unmetTarget } from "./room.js";
import type { ShardTargets } from "./targets.js";

/** Allocations of each shard that some classes take, by their index in `operators`. */
export interface Seats {
  readonly of: string;
  readonly counts: readonly number[];
  readonly classes: readonly number[];
}

/**
 * Nodes that never answer a join cannot be active; where there are such nodes, they are the ones whose joins wait.
 * Whoever appears later, or arrives, has no allocation at the start.
 */
export function seatsOf(targets: ShardTargets, operators: readonly OperatorClass[]): readonly Seats[] {
  const { active, joining, leaving } = targets;
  const present = [...operators.keys()].filter((k) => operators[k].count > 0 && operators[k].appear === undefined);
  const answering = present.filter((k) => operators[k].answers === "always");
  const silent = present.filter((k) => operators[k].answers !== "always");
  const serving = active.map((count, shard) => count + leaving[shard]);
  if (silent.length === 0)
    return [{ of: "", counts: serving.map((count, shard) => count + joining[shard]), classes: present }];
  return [
    { of: "active ", counts: serving, classes: answering },
    { of: "joining ", counts: joining, classes: silent },
  ];
}

/** Workers of the nodes of a class that divides them as evenly as can be. */
function* evenRooms({ count, nodes, workers }: OperatorClass): Generator<number, void, undefined> {
  const all = count * nodes;
  const total = typeof workers === "number" ? workers * all : workers.total;
  const least = Math.floor(total / all);
  for (let node = 0; node < all; node++) yield node < total - least * all ? least + 1 : least;
}

function* roomsOf(operators: readonly OperatorClass[], classes: readonly number[]): Generator<number, void, undefined> {
  for (const k of classes) yield* evenRooms(operators[k]);
}

/** Why nodes cannot take the seats, however a total of workers is divided over them; null: they can. */
export function unmetSeats(seats: readonly Seats[], operators: readonly OperatorClass[]): string | null {
  for (const { of, counts, classes } of seats) {
    const unmet = unmetTarget(counts, roomsOf(operators, classes));
    if (unmet !== null) return `${of}allocations: ${unmet}`;
  }
  return null;
}
