/** How many provers each shard has in a network that was measured only as totals and histograms. */
import { counted } from "../../../sim/units/readable.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { type Band, isFault, type StartFault, type StartFigures } from "./bands.js";
import { figuresOf } from "./figures.js";
import { countTold, type Grid } from "./page-figures.js";
import { relieve } from "./relieve.js";
import type { Start } from "./schema.js";
import { extent, type Group, proportion, spread } from "./spread.js";

/** Provers of each shard, largest shard first. */
export interface ShardTargets {
  readonly active: readonly number[];
  /** Joins that wait for their answer, and those that lapsed and are stored still. */
  readonly joining: readonly number[];
  readonly staleJoining: readonly number[];
  readonly leaving: readonly number[];
  /** Stored records of leaves that are over and of rejected joins; no shard has them. */
  readonly staleLeaving: number;
  readonly staleRejected: number;
}

/** Shards next to each other that have both ranges in common. */
interface Class {
  readonly count: number;
  readonly health: Band;
  readonly ring: Band;
}

export type TargetRules = Pick<RuleSwitches, "ringSize" | "maximumProvers">;

/**
 * Head counts that meet every total and every histogram exactly, spread over the ranges that those leave open. That
 * larger shards are healthier and deeper is an assumption, and so are joins and leaves that lie evenly on shards of
 * which nothing more is known. Returns what is wrong where no network has these figures. `most`: no shard may have more
 * provers.
 */
export function startTargets(
  start: Start,
  grid: Grid,
  rules: TargetRules,
  most = Number.POSITIVE_INFINITY,
): ShardTargets | StartFault {
  const measured = figuresOf(start, grid, rules.ringSize);
  if (isFault(measured)) return measured;
  const figures = { ...measured, health: capped(measured.health, most), rings: capped(measured.rings, most) };
  const at = start.page === undefined ? "" : "page";
  const wrong = staleFault(figures) ?? countFault(figures, grid, at);
  if (wrong !== null) return wrong;
  const classes = classesOf(figures, grid);
  const excluded = classes.find(
    ({ health, ring }) =>
      ring.min > ring.max || Math.max(least(ring, figures), health.min) > Math.min(health.max, ring.max),
  );
  if (excluded !== undefined)
    return {
      path: at,
      message: `a shard's health and ring exclude each other: ${excluded.count} would be ${excluded.health.name} and in ${excluded.ring.name}`,
    };
  const groups = classes.map(({ count, health, ring }): Group => ({
    count,
    min: Math.max(health.min, least(ring, figures)),
    max: Math.min(health.max, ring.max),
  }));
  const active = spreadOpen(groups, figures.active, rules.maximumProvers);
  if (typeof active === "string") return { path: at === "" ? "" : "page.active", message: `active provers: ${active}` };
  const joined = joinsOf(active, classes, figures, rules.maximumProvers);
  if (typeof joined === "string")
    return { path: at === "" ? "" : "page.joining", message: `joining provers: ${joined}` };
  const { stale } = figures;
  const staleJoining = proportion(joined, stale.joining);
  const served = active.map((count) => (figures.active === 0 || count > 0 ? 1 : 0));
  return {
    active,
    joining: joined.map((count, k) => count - staleJoining[k]),
    staleJoining,
    leaving: proportion(served, figures.leaving - stale.leaving),
    staleLeaving: stale.leaving,
    staleRejected: stale.rejected,
  };
}

/** Active provers that the ring alone asks of a shard. */
const least = (ring: Band, { ringsOfActive }: StartFigures): number => (ringsOfActive ? ring.min : 0);

function staleFault({ joining, leaving, stale }: StartFigures): StartFault | null {
  if (stale.joining > joining)
    return { path: "stale.joining", message: `read ${stale.joining}, of ${joining} that are joining` };
  if (stale.leaving > leaving)
    return { path: "stale.leaving", message: `read ${stale.leaving}, of ${leaving} that are leaving` };
  return null;
}

const capped = (bands: readonly Band[], most: number): readonly Band[] =>
  bands.map((band) => ({ ...band, max: Math.min(band.max, most) }));

const shardsIn = (bands: readonly Band[]): number => bands.reduce((sum, { shards }) => sum + shards, 0);

function countFault({ health, rings }: StartFigures, grid: Grid, at: string): StartFault | null {
  if (rings.length > 0 && shardsIn(rings) !== shardsIn(health))
    return {
      path: at === "" ? "rings" : at,
      message: `rings count ${counted(shardsIn(rings), "shard")}, health counts ${shardsIn(health)}`,
    };
  if (shardsIn(health) !== grid.count)
    return { path: at, message: `counts ${counted(shardsIn(health), "shard")}, ${countTold(grid)}` };
  return null;
}

/**
 * Both histograms side by side, the most first. Whatever network has them: its counts sorted both ways fit these
 * classes, so that nothing is lost by this order.
 */
function classesOf({ health, rings }: StartFigures, { count }: Grid): Class[] {
  const anyRing: Band = { name: "any ring", shards: count, min: 0, max: Number.POSITIVE_INFINITY };
  const [byHealth, byRing] = [health, rings.length === 0 ? [anyRing] : rings].map((bands) =>
    bands.filter(({ shards }) => shards > 0),
  );
  const classes: Class[] = [];
  let [h, r] = [0, 0];
  let [leftOfHealth, leftOfRing] = [byHealth[0]?.shards ?? 0, byRing[0]?.shards ?? 0];
  while (h < byHealth.length && r < byRing.length) {
    const together = Math.min(leftOfHealth, leftOfRing);
    classes.push({ count: together, health: byHealth[h], ring: byRing[r] });
    leftOfHealth -= together;
    leftOfRing -= together;
    if (leftOfHealth === 0) leftOfHealth = byHealth[++h]?.shards ?? 0;
    if (leftOfRing === 0) leftOfRing = byRing[++r]?.shards ?? 0;
  }
  return classes;
}

/** Share of its room up to which a network is taken to stay below the number of provers that splits a shard. */
const usualFill = 0.9;

/** Spreads a total; groups without a bound reach up to `limit`, and beyond it where the total asks for that. */
function spreadOpen(groups: readonly Group[], total: number, limit: number): number[] | string {
  const isOpen = groups.some(({ count, max }) => count > 0 && max === Number.POSITIVE_INFINITY);
  for (let bound = limit; ; bound *= 2) {
    const bounded = groups.map(({ count, min, max }) => ({
      count,
      min,
      max: max === Number.POSITIVE_INFINITY ? Math.max(min, bound) : max,
    }));
    const { min, max } = extent(bounded);
    if (total < min || (!isOpen && total > max))
      return `read ${total}, the histograms allow ${isOpen ? `${min} or more` : `${min} to ${max}`}`;
    if (!isOpen || total <= min + usualFill * (max - min)) return spread(bounded, total);
  }
}

/** Joins that fill every shard up to the least that it has, and lie evenly beyond. */
function evenJoins(active: readonly number[], { joining, joined }: StartFigures): number[] | string {
  const filling = active.map((count) => Math.max(0, joined - count));
  const rest = joining - filling.reduce((sum, count) => sum + count, 0);
  if (rest < 0) return `read ${joining}, shards of ${joined} active and joining provers or more need ${joining - rest}`;
  const even = proportion(
    active.map(() => 1),
    rest,
  );
  return filling.map((count, k) => count + even[k]);
}

/** Joins of each shard; moves active provers where the rings need it. */
function joinsOf(active: number[], classes: readonly Class[], figures: StartFigures, limit: number): number[] | string {
  const { joining, rings, ringsOfActive } = figures;
  if (ringsOfActive || rings.length === 0) return evenJoins(active, figures);
  const ranges = classes.flatMap((one) => Array.from({ length: one.count }, () => one));
  relieve(
    active,
    ranges.map(({ health, ring }) => ({ health, ring, max: Math.min(health.max, ring.max) })),
    joining,
  );
  return spreadOpen(
    ranges.map(({ ring }, k) => ({ count: 1, min: Math.max(0, ring.min - active[k]), max: ring.max - active[k] })),
    joining,
    limit,
  );
}
