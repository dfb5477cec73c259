import { z } from "zod";
import { defineAdversary } from "./adversary.js";
import { boughtSeniority, seniorityOf } from "./bought-seniority.js";
import { identities } from "./machine-identities.js";

/**
 * Eight identities fill ring 0 of an empty shard: protocol.md section 14 (node). Where rings go by join frame, who comes first sits there;
 * where they go by seniority, bought points do (seed). Which shards it goes for, `targets` says.
 */
export const ringCapture = defineAdversary({
  id: "ring capture",
  about: "sends as many identities to a shard as ring 0 has room for, to the shards where that is worth most",
  parameters: {
    identities,
    least: z.int().min(1).max(8).default(1).describe("free positions of ring 0 below which a shard is left alone"),
    ...boughtSeniority,
  },
  create: ({ identities: perMachine, least, ...bought }) => ({
    invests: {
      identitiesPerMachine: perMachine,
      ...seniorityOf(bought),
      hunt({ sizeBytes, ahead, ringSize }) {
        const seats = ringSize - ahead;
        return seats < Math.min(least, ringSize) ? null : { identities: seats, worth: seats * sizeBytes };
      },
    },
  }),
});
