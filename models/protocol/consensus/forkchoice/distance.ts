import { bn254Order, modularDistance } from "../distance.js";

/** Frames by which a head may be ahead before it is taken without comparison. Source: protocol.md 2.12 (node). */
export const takenAtOnceBeyond = { global: 10, app: 360 } as const;

/** Whether a head this many frames ahead is taken at once. */
export function takenAtOnce(framesAhead: number, chain: keyof typeof takenAtOnceBeyond): boolean {
  return framesAhead > takenAtOnceBeyond[chain];
}

/**
 * Distance of an app frame's maker for fork choice: 0 when it is the expected, nearest prover, else its modular distance
 * from the selector scaled to rMax, truncated. Global frames have distance 0. Source: protocol.md 2.12 (node go:consensus/time/app_time_reel.go).
 */
export function appFrameDistance(maker: bigint, selector: bigint, rMax: bigint, isExpected: boolean): bigint {
  return isExpected ? 0n : (modularDistance(maker, selector) * rMax) / bn254Order;
}
