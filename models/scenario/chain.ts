/** Parts of a scenario that say how the chains run: who leads, how hard frames are, what storing costs. */
import { z } from "zod";

export const consensusSchema = z
  .strictObject({
    leaderTimeouts: z
      .enum(["off", "on"])
      .default("off")
      .describe(
        "on: a rank whose leader is absent ends by timeout and makes no frame, so its shard misses frames and mints " +
          "nothing in them; off: a shard that can certify makes every frame",
      ),
  })
  .prefault({})
  .describe("consensus of the shards at frame fidelity");
