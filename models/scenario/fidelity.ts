/** How finely a scenario's time is simulated, and what follows from that. */
import { exp } from "../../sim/units/portable-math.js";
import type { DurationUs } from "../../sim/units/quantity-types.js";
import { idleFramesMax } from "../protocol/lifecycle/eviction.js";
import type { OperatorClass, Scenario } from "./schema.js";

/** How the outages of a class are simulated. */
export interface OutageTimes {
  /** Mean time from an outage that is followed to the next, microseconds; Infinity: there are none. */
  readonly meanUpUs: DurationUs;
  /** An outage that is followed lasts this long, microseconds, and an exponential time of the class's mean beyond. */
  readonly shortestUs: DurationUs;
  /** Share of the time between two of them in which a node is away for less. */
  readonly shortShare: number;
}

/**
 * Up and down times are exponential. By frames every outage is followed; by epochs those that last longer than a member may
 * be idle, since no shorter one costs anybody a place. Of exponential times those beyond a bound are exponential from there
 * on, so the long ones are as many, and as long, as by frames.
 */
export function outageTimes(
  { fidelity, frames }: Pick<Scenario, "fidelity" | "frames">,
  { uptime, outage, pauses }: Pick<OperatorClass, "uptime" | "outage" | "pauses">,
): OutageTimes {
  if (uptime >= 1) return { meanUpUs: Number.POSITIVE_INFINITY, shortestUs: 0, shortShare: 0 };
  const upUs = (outage * uptime) / (1 - uptime);
  // A planned outage is announced, and pauses allocations however short it is.
  if (fidelity !== "epoch" || pauses) return { meanUpUs: upUs, shortestUs: 0, shortShare: 0 };
  const shortestUs = idleFramesMax * frames.pace;
  const longShare = exp(-shortestUs / outage);
  // Of a mean outage, what the short ones have.
  const shortUs = outage - longShare * (shortestUs + outage);
  const cycleUs = upUs + shortUs;
  return { meanUpUs: cycleUs / longShare, shortestUs, shortShare: shortUs / cycleUs };
}

/**
 * Of how many frames a node is away in one for a short time, and has been for no more than `most` frames: those in which its
 * turn as a leader is waited for, where silent ones are skipped after so many views.
 */
export function newlyAwayShare(
  scenario: Pick<Scenario, "fidelity" | "frames">,
  entry: Pick<OperatorClass, "uptime" | "outage" | "pauses">,
  most: number,
): number {
  const { shortestUs, shortShare } = outageTimes(scenario, entry);
  if (shortShare === 0) return 0;
  const { outage } = entry;
  const mostUs = Math.min(most * scenario.frames.pace, shortestUs);
  const longShare = exp(-(shortestUs / outage));
  // Of a mean outage, and of its beginning, what the short ones have.
  const shortUs = outage - longShare * (shortestUs + outage);
  const beginningUs = outage * (1 - exp(-(mostUs / outage))) - longShare * mostUs;
  return (shortShare * beginningUs) / shortUs;
}
