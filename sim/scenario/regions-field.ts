/** Where nodes are, as scenarios of any model say it. */
import { z } from "zod";

export const regionsField = () =>
  z.strictObject({
    preset: z
      .enum(["eight-regions", "six-regions-2019"])
      .default("eight-regions")
      .describe("latencies between regions; sources in sim/network/region-presets.ts"),
    shares: z
      .record(z.string(), z.number().min(0))
      .optional()
      .describe("parts of the nodes by region, in any measure; as many in each unless given"),
  });
