import { z } from "zod";
import { defineAdversary } from "./adversary.js";

/** An identity costs no more than its joins and its replicas: protocol.md section 14 (node; seed). */
export const sybil = defineAdversary({
  id: "sybil",
  about: "divides the workers of each machine over several identities",
  parameters: {
    identities: z
      .int()
      .min(2)
      .max(1000)
      .default(8)
      .describe("identities of a machine; at most as many as it has workers"),
  },
  create: ({ identities }) => ({ invests: { identitiesPerMachine: identities } }),
});
