/** What has been issued by a moment, and what is issued a frame: asked by metrics of several files. */
import type { EventEngine, Network } from "../../changes/network.js";
import { accrueAll } from "../../changes/rewards/accrual.js";
import { supplyUnits } from "../../changes/rewards/supply.js";
import type { Logged } from "../../state/log/log-of.js";
import type { World } from "../../state/world.js";
import { inQuil } from "./in-quil.js";

/** A day in microseconds, exact. */
export const dayUs = 86_400_000_000n;

/** Number of the latest frame, stepped or idle; one that is still to be stepped in this moment has not come. */
export function latestFrame({ world, kernel }: Logged & EventEngine): number {
  const frame = world.clock.frameAt(kernel.nowUs);
  const isToCome = frame > world.frame && world.wokenFrames.has(frame);
  return Math.max(world.frame, isToCome ? frame - 1 : frame);
}

/** Units that have been issued up to and with the latest frame. */
export function issuedUnits(network: Logged & EventEngine): bigint {
  const { world } = network;
  const latest = latestFrame(network);
  // What shards missed, and whom they credited, is only known when they are accrued; that changes nothing but when it is known.
  if (world.leaders !== null || world.globalChain !== null || world.lateVotes !== null) accrueAll(world, latest + 1);
  const frames = BigInt(Math.max(0, latest + 1 - world.issuedUntil));
  return world.issuedUnits.get(0) + BigInt(world.totals.unitsPerFrame) * frames;
}

/**
 * Whether it can be said what a frame issues. The rules of the moment say it, 0 where nobody is there to earn; in Dawn, which pays by
 * rounds, it is the mean over the latest round, and nothing before that has ended; in the ceremony nothing while those who stand in line
 * have not been looked at.
 */
export const isIssuanceKnown = ({ ceremony, coordinator, totals }: World): boolean =>
  (ceremony === null || ceremony.rounds > 0) &&
  (coordinator === null || coordinator.waiting === 0 || totals.unitsPerFrame > 0);

const daysPerYear = 365;

/** What a year of frames as they are now issues, as a share of the supply; null where there is none, or what a frame issues is not known. */
export function inflation(network: Network): number | null {
  const { world } = network;
  const supply = supplyUnits(network, issuedUnits(network));
  if (supply <= 0n || !isIssuanceKnown(world)) return null;
  const perDay = (inQuil(BigInt(world.totals.unitsPerFrame)) * Number(dayUs)) / world.clock.paceUs;
  return (perDay * daysPerYear) / inQuil(supply);
}
