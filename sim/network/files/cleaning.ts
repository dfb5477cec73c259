/**
 * Measured latencies have outliers: a probe that met a full queue, a machine that slept. Cleaning replaces, in this order,
 *
 *     1. a latency more than `factor` times that of the way back, by that of the way back;
 *     2. a latency more than `factor` times the quickest way over one other node, by the latter.
 *
 * Nothing else is assumed: directions may differ by less than the factor, and a detour may be the shorter way. What has
 * neither a way back nor a detour stays. Every change is told.
 */
import type { Link } from "../topology.js";

interface Change {
  readonly from: number;
  readonly to: number;
  readonly wasUs: number;
  readonly isUs: number;
  readonly because: "the way back" | "over one other node";
}

export interface Cleaned {
  readonly links: readonly Link[];
  readonly changes: readonly Change[];
}

/** Throws `RangeError` unless the factor is above 1. Time: links times the links of a node. */
export function cleanLatencies(links: readonly Link[], factor: number): Cleaned {
  if (!(factor > 1)) throw new RangeError(`outlier factor ${factor}; allowed is more than 1`);
  const changes: Change[] = [];
  const byWayBack = replaced(links, changes, (link, table) => {
    const back = table.get(link.to)?.get(link.from);
    return back !== undefined && link.latencyUs > factor * back ? [back, "the way back"] : null;
  });
  const byDetour = replaced(byWayBack, changes, (link, table) => {
    let least = Infinity;
    for (const [over, first] of table.get(link.from) ?? [])
      least = Math.min(least, first + (table.get(over)?.get(link.to) ?? Infinity));
    return link.latencyUs > factor * least ? [least, "over one other node"] : null;
  });
  return { links: byDetour, changes };
}

type Table = ReadonlyMap<number, ReadonlyMap<number, number>>;

/** All links are judged by the table as it is, so that their order changes nothing. */
function replaced(
  links: readonly Link[],
  changes: Change[],
  judge: (link: Link, table: Table) => readonly [number, Change["because"]] | null,
): readonly Link[] {
  const table = new Map<number, Map<number, number>>();
  for (const { from, to, latencyUs } of links) {
    let row = table.get(from);
    if (row === undefined) table.set(from, (row = new Map()));
    row.set(to, latencyUs);
  }
  return links.map((link) => {
    const better = judge(link, table);
    if (better === null) return link;
    const { from, to, latencyUs } = link;
    changes.push({ from, to, wasUs: latencyUs, isUs: better[0], because: better[1] });
    return { ...link, latencyUs: better[0] };
  });
}
