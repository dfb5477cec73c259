/** What happened, in a few lines for the terminal. */
import { unitsPerQuil } from "../../sim/units/brands.js";
import type { Network } from "../network.js";
import type { Totals } from "../state/totals.js";

const grouped = (count: number): string => String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ",");

/** What the workers do. What nobody does is left out, but for the first two and the last. */
function workersOf(totals: Totals): string[] {
  const { active, joining, leaving, paused, proposed, workersFree, workersMissing } = totals;
  const rare: readonly (readonly [count: number, what: string])[] = [
    [leaving, "leaving"],
    [paused, "paused"],
    [proposed, "asking to join"],
  ];
  const missing = workersMissing > 0 ? [`${grouped(workersMissing)} places that have lost their worker`] : [];
  return [
    `${grouped(active)} active`,
    `${grouped(joining)} joining`,
    ...rare.filter(([count]) => count > 0).map(([count, what]) => `${grouped(count)} ${what}`),
    `${grouped(workersFree)} without a place`,
    ...missing,
  ];
}

export function tellStory({ world, scenario }: Network): string[] {
  const { totals, shards } = world;
  const issued = world.issuedUnits.get(0) / unitsPerQuil;
  const lines = [
    `${grouped(totals.peers)} nodes with ${grouped(totals.workers)} workers: ${workersOf(totals).join(", ")}.`,
    `${grouped(shards.liveCount)} shards` +
      (shards.liveCount === scenario.shards.count
        ? ""
        : ` (from ${grouped(scenario.shards.count)}, ${grouped(totals.splits)} splits)`) +
      `: ${grouped(totals.health[0])} healthy, ${grouped(totals.health[1])} need coverage, ` +
      `${grouped(totals.health[2])} at risk of a halt, ${grouped(totals.haltedShards)} halted.`,
    `Rings: ${grouped(totals.proversByRing[0])} provers sit in ring 0, ${grouped(totals.proversByRing[1])} in ring 1, ` +
      `${grouped(totals.proversByRing[2])} in ring 2, ${grouped(totals.proversByRing[3] + totals.proversByRing[4])} deeper.`,
    `${grouped(totals.joins)} joins, ${grouped(totals.confirms)} confirmed, ${grouped(totals.rejects)} rejected; ` +
      `${grouped(totals.leaves)} leaves, ${grouped(totals.evictions)} evictions.`,
    `${grouped(Number(issued))} QUIL issued.`,
  ];
  return lines;
}
