import { z } from "zod";
import { incrementsOf } from "../protocol/emission/dusk-proving.js";
import { duskReward } from "../protocol/emission/dusk-reward.js";
import { defineCurve } from "./curve.js";

/**
 * What Dusk (1.4.19 to 1.4.21) paid, as a curve: so many cores prove increment after increment since the start, and each pays. The
 * work of an increment falls to an eighth until increment 700,000, so that issuance rises eightfold and then stays.
 */
export const dusk = defineCurve({
  id: "dusk",
  about: "as Dusk paid: for every increment that so many cores prove, faster and faster up to increment 700,000",
  parameters: {
    cores: z
      .int()
      .min(1)
      .max(10_000_000)
      .default(1_392_000)
      .describe("cores that prove; 29,000 peers of 48 cores in September 2024 (seed)"),
    squaringsPerMs: z
      .int()
      .min(1)
      .max(1000)
      .default(16)
      .describe("sequential squarings a millisecond of a core; assumption: 160,000 in ten seconds"),
  },
  create: ({ cores, squaringsPerMs }, { rules, firstFrame, paceUs }) => {
    const spell = { first: 0, sinceFrame: firstFrame, squaringsPerS: squaringsPerMs * 1000 };
    return {
      // The mean of the epoch that begins with the frame.
      unitsPerFrame: ({ frame }) => {
        const [from, to] = [frame, frame + rules.epochFrames].map((one) => incrementsOf(spell, one, paceUs));
        return duskReward(BigInt(to - from), BigInt(cores)) / BigInt(rules.epochFrames);
      },
      dependsOnFrame: true,
    };
  },
});
