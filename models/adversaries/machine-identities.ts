/** A parameter of adversaries that crowd a shard: into how many identities each of their machines is split. */
import { z } from "zod";

export const identities = z
  .int()
  .min(1)
  .max(1000)
  .default(8)
  .describe("identities of a machine; at most as many as it has workers");
