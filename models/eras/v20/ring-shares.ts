/** What a core of each ring earns in a frame, and the cores that are there to earn it. Ring tables hold the rest. */
import type { RuledWorld, RulesInForce } from "../../changes/network.js";
import { logOfShard, type Logged } from "../../state/log/log-of.js";
import { accrueIssuance, accrueShard } from "../../changes/rewards/accrual.js";
import { setServing } from "../one-shard.js";
import { unitsPerCore } from "../../protocol/emission/v20-pots.js";
import { eraTable } from "../../state/era-tables.js";
import { ringDepths } from "../../state/totals.js";
import type { World } from "../../state/world.js";

/** Row of a ring in the world's ring table. */
function rowOf(world: World, ring: number): number {
  const { shards, rings } = world;
  while (shards.ringRows[0].length <= ring) {
    shards.ringRows[0].push(rings.add());
    eraTable(world, "v20Rings").add();
  }
  return shards.ringRows[0][ring];
}

/** Adds a member's cores to its ring, or takes them out (`by` −1), and counts the node where metrics show it. */
export function addMember(
  network: RuledWorld,
  ring: number,
  { prover, cores, by }: { readonly prover: number; readonly cores: number; readonly by: 1 | -1 },
): void {
  const { world } = network;
  rowOf(world, ring);
  eraTable(world, "v20Rings").allCores[ring] += by * cores;
  setServing(network, { prover, cores, by });
  world.totals.proversByRing[Math.min(ring, ringDepths - 1)] += by;
}

/** Cores that send proofs from now on, or no longer (`by` −1). */
export function addPresent(world: World, ring: number, { cores, by }: { readonly cores: number; readonly by: 1 | -1 }) {
  world.rings.present[rowOf(world, ring)] += by;
  eraTable(world, "v20Rings").presentCores[ring] += by * cores;
}

/** Units that one core of the ring earns in a frame now. */
function unitsPerCoreNow({ shards, rings }: World, ring: number): number {
  return ring < shards.ringRows[0].length ? rings.shareUnits[shards.ringRows[0][ring]] : 0;
}

/** Counts what rings and network issued in all frames before `frame`, at the shares as they are. */
export function accrueRings(world: World, frame: number): void {
  accrueIssuance(world, frame);
  accrueShard(world, 0, frame);
}

/** Sets the shares from `frame` on; all frames before are accumulated with the old ones. */
export function updateShares(network: RulesInForce & Logged, frame: number): void {
  const { world, rules } = network;
  accrueRings(world, frame);
  const { count, presentCores, allCores } = eraTable(world, "v20Rings");
  let unitsPerFrame = 0;
  for (let ring = 0; ring < count; ring++) {
    // `emptySlots: notMinted` leaves the parts of absent members out; 2.0 shared them among those present.
    const cores = rules.emptySlots === "sharedByPresent" ? presentCores[ring] : allCores[ring];
    const share = presentCores[ring] === 0 ? 0 : unitsPerCore(frame, ring, cores, rules);
    logShares(network, frame, ring, share);
    world.rings.shareUnits[rowOf(world, ring)] = share;
    unitsPerFrame += share * presentCores[ring];
  }
  world.totals.unitsPerFrame = unitsPerFrame;
  world.shards.unitsPerFrame[0] = unitsPerFrame;
}

/** Tells how many cores of the ring are at work from `frame` on, and what each earns, where that is new. */
function logShares(network: Logged, frame: number, ring: number, share: number): void {
  const record = logOfShard(network, 0, frame);
  if (record === undefined) return;
  const { presentCores, loggedCores } = eraTable(network.world, "v20Rings");
  const value = presentCores[ring];
  if (value !== loggedCores[ring]) record("ring.v20.fill", "cores at work", "", { other: ring, value });
  loggedCores[ring] = value;
  if (share !== unitsPerCoreNow(network.world, ring))
    record("emission.v20.share", "pays a core", "", { other: ring, value: share });
}
