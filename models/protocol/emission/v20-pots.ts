import type { QuilUnits } from "../ground/token.js";
import { assumedWorldGB, v20Basis } from "./v20-basis.js";
import { v20LastFrameWithoutMint, v20Share } from "./v20-share.js";
import type { RuleSwitches } from "../ground/rule-sets.js";

type PotSwitches = Pick<RuleSwitches, "ringDivisor">;

/** Units that ring `ring` shares in a frame; with `ringDivisor: ringPlusOne` half as much. */
export function potUnits(frame: number, ring: number, { ringDivisor }: PotSwitches): QuilUnits {
  return frame <= v20LastFrameWithoutMint ? 0n : v20Basis(frame, ring + (ringDivisor === "ringPlusOne" ? 1 : 0));
}

/** Units that one core of a ring with `cores` cores earns in a frame (`emission.v20.share`). */
export function unitsPerCore(frame: number, ring: number, cores: number, { ringDivisor }: PotSwitches): number {
  const outer = ring + (ringDivisor === "ringPlusOne" ? 1 : 0);
  return Number(v20Share({ frame, ring: outer, ringTotalCores: BigInt(cores), proverCores: 1n }));
}

/** The next frame after `frame` in which the pots change: minting opens, or the assumed world grows by one GB. */
export function nextPotFrame(frame: number): number {
  if (frame <= v20LastFrameWithoutMint) return v20LastFrameWithoutMint + 1;
  const framesPerGB = 184_320;
  const next = (Math.floor(frame / framesPerGB) + 1) * framesPerGB;
  if (assumedWorldGB(next) === assumedWorldGB(frame)) throw new Error(`the assumed world stays in frame ${next}`);
  return next;
}
