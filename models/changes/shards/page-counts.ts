/**
 * Shards as the public statistics page counts them: health by fixed bounds, and rings as ⌊n/8⌋, which at every multiple
 * of 8 is one more than the last ring that is occupied. Source: test/measured/README.md (page).
 */
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { pageRingDepths } from "../../state/totals.js";
import { ringDepth } from "../../state/ring-depth.js";
import type { World } from "../../state/world.js";

/** Active provers from which on the page calls a shard healthy, and from which on it only warns. */
const [healthyFrom, warningFrom] = [6, 3];

const [healthy, warning, halt, unassigned] = [0, 1, 2, 3];

/** Class of the page of a shard with so many active provers, as an index into `pageHealth`. */
function pageClass(active: number): number {
  if (active >= healthyFrom) return healthy;
  if (active >= warningFrom) return warning;
  return active > 0 ? halt : unassigned;
}

/** Ring of the page of a shard with n provers; 3 stands for all from there on. */
const pageRing = (provers: number, ringSize: number): number =>
  Math.min(pageRingDepths - 1, Math.floor(provers / ringSize));

/** Adds a live shard to the page's counts by active provers, or takes it out. The page tells of no ring where there are none. */
export function countOnPage({ shards, totals }: World, shard: number, by: 1 | -1, { ringSize }: RuleSwitches): void {
  const active = shards.covering[shard];
  totals.pageHealth[pageClass(active)] += by;
  if (active > 0) totals.pageRings[pageRing(active, ringSize)] += by;
}

/** Adds a live shard to the counts by the depth of its active and joining provers, or takes it out. */
export function countDepth({ shards, totals }: World, shard: number, by: 1 | -1, { ringSize }: RuleSwitches): void {
  const heads = headsOf(shards, shard);
  totals.shardsByRing[ringDepth(heads, ringSize)] += by;
  totals.pageJoinedRings[pageRing(heads + shards.staleJoining[shard], ringSize)] += by;
}

/** Moves a live shard that had so many active and joining provers from the depth of those to that of today's: mostly the same. */
export function moveDepth({ shards, totals }: World, shard: number, before: number, { ringSize }: RuleSwitches): void {
  const heads = headsOf(shards, shard);
  if (heads === before) return;
  const [from, to] = [ringDepth(before, ringSize), ringDepth(heads, ringSize)];
  if (from !== to) {
    totals.shardsByRing[from]--;
    totals.shardsByRing[to]++;
  }
  const stale = shards.staleJoining[shard];
  const [pageFrom, pageTo] = [pageRing(before + stale, ringSize), pageRing(heads + stale, ringSize)];
  if (pageFrom === pageTo) return;
  totals.pageJoinedRings[pageFrom]--;
  totals.pageJoinedRings[pageTo]++;
}

/** Provers of a shard that reach its rings, now or soon. */
const headsOf = ({ active, joining }: World["shards"], shard: number): number => active[shard] + joining[shard];
