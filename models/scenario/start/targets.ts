/** How many provers each shard has in a network that was measured only as totals and histograms. */

export interface MeasuredStart {
  readonly active: number;
  readonly joining: number;
  /** Shards by active provers: 6 or more, 3 to 5, fewer than 3. */
  readonly health: { readonly healthy: number; readonly needsCoverage: number; readonly haltRisk: number };
  /** Shards by deepest ring of active and joining provers. */
  readonly rings: readonly number[];
}

/** Active and joining provers of each shard, largest shard first. */
export interface ShardTargets {
  readonly active: readonly number[];
  readonly joining: readonly number[];
}

interface Range {
  readonly min: number;
  readonly max: number;
}

/** Active provers that a shard of each health can have, in the words of the pages that publish the histogram. */
const healthRanges = {
  healthy: { min: 6, max: 32 },
  needsCoverage: { min: 3, max: 5 },
  haltRisk: { min: 0, max: 2 },
};

/**
 * Head counts that meet every total and both histograms exactly. That larger shards are healthier and deeper is an
 * assumption; within its ranges every shard gets the same part of what is left to give. Returns a message where no
 * network has these figures.
 */
export function shardTargets(start: MeasuredStart, ringSize: number): ShardTargets | string {
  const { healthy, needsCoverage, haltRisk } = start.health;
  const shardCount = healthy + needsCoverage + haltRisk;
  const ringTotal = start.rings.reduce((sum, shards) => sum + shards, 0);
  if (ringTotal !== shardCount) return `rings count ${ringTotal} shards, health counts ${shardCount}`;
  const rings = start.rings
    .flatMap((shards, ring) => Array.from({ length: shards }, () => ring))
    .toSorted((a, b) => b - a);
  const health = [
    ...Array.from({ length: healthy }, () => healthRanges.healthy),
    ...Array.from({ length: needsCoverage }, () => healthRanges.needsCoverage),
    ...Array.from({ length: haltRisk }, () => healthRanges.haltRisk),
  ];
  const inRing = rings.map((ring) => ({ min: ring === 0 ? 0 : ring * ringSize + 1, max: (ring + 1) * ringSize }));
  const inHealth = health.map(({ min, max }, k) => ({ min, max: Math.min(max, inRing[k].max) }));
  const active = share(start.active, inHealth);
  if (typeof active === "string") return `active provers: ${active}`;
  relieve(active, { inHealth, inRing, joining: start.joining });
  const joining = share(
    start.joining,
    inRing.map(({ min, max }, k) => ({ min: Math.max(0, min - active[k]), max: max - active[k] })),
  );
  return typeof joining === "string" ? `joining provers: ${joining}` : { active, joining };
}

/**
 * Where rings need more joining provers than there are, moves active ones from shards that reach their ring without
 * them to the first that do not, as few as will do.
 */
function relieve(
  active: number[],
  { inHealth, inRing, joining }: { inHealth: readonly Range[]; inRing: readonly Range[]; joining: number },
): void {
  const needed = active.map((count, k) => Math.max(0, inRing[k].min - count));
  let excess = needed.reduce((sum, count) => sum + count, 0) - joining;
  let giver = active.length - 1;
  for (let taker = 0; excess > 0 && taker < active.length;) {
    if (needed[taker] === 0 || active[taker] === inHealth[taker].max) taker++;
    else if (giver < 0) return;
    else if (active[giver] <= Math.max(inHealth[giver].min, inRing[giver].min)) giver--;
    else {
      active[giver]--;
      active[taker]++;
      needed[taker]--;
      excess--;
    }
  }
}

/** Whole numbers within their ranges that add up to a total, each at the same part of its range as far as it goes. */
function share(total: number, ranges: readonly Range[]): number[] | string {
  const min = ranges.reduce((sum, range) => sum + range.min, 0);
  const room = ranges.reduce((sum, range) => sum + range.max - range.min, 0);
  if (ranges.some((range) => range.max < range.min)) return "a shard's health and ring exclude each other";
  if (total < min || total > min + room) {
    return `read ${total}, the histograms allow ${min} to ${min + room}`;
  }
  const part = room === 0 ? 0 : (total - min) / room;
  const shared = ranges.map((range) => range.min + Math.floor((range.max - range.min) * part));
  let rest = total - shared.reduce((sum, count) => sum + count, 0);
  for (let k = 0; rest > 0; k = (k + 1) % ranges.length) {
    if (shared[k] === ranges[k].max) continue;
    shared[k]++;
    rest--;
  }
  return shared;
}
