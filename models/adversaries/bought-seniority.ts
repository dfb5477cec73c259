/** Parameters of adversaries who buy keys that others have earned seniority with. */
import { z } from "zod";
import { dollars } from "../../sim/units/schema.js";
import type { Investment } from "./investment.js";

export const boughtSeniority = {
  points: z
    .int()
    .min(0)
    .max(100_000_000)
    .default(0)
    .describe("seniority that each identity is bought with; assumption: keys are for sale"),
  million: dollars()
    .prefault("0 USD")
    .describe("price of a million points of seniority; assumption: nobody publishes one"),
};

export const seniorityOf = ({
  points,
  million,
}: {
  readonly points: number;
  readonly million: number;
}): Pick<Investment, "seniority"> => (points === 0 ? {} : { seniority: { points, usdPerMillion: million } });
