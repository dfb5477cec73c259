import { z } from "zod";
import { defineAdversary } from "./adversary.js";
import { boughtSeniority, seniorityOf } from "./bought-seniority.js";
import { identities } from "./machine-identities.js";

/** By seniority where votes weigh as much (June), by heads where each counts alike (October): protocol.md 2.3, 2.14 (node). */
export const quorumCapture = defineAdversary({
  id: "quorum capture",
  about: "sends as many identities to a shard as make its certificates alone, or as nobody makes any without",
  parameters: {
    identities,
    aim: z
      .enum(["decide", "block"])
      .default("decide")
      .describe("decide: certificates by its votes alone; block: none without them"),
    ...boughtSeniority,
  },
  create: ({ identities: perMachine, aim, ...bought }) => ({
    invests: {
      identitiesPerMachine: perMachine,
      ...seniorityOf(bought),
      hunt(prey) {
        const suffices = (count: number): boolean => (aim === "decide" ? prey.decides(count) : prey.blocks(count));
        const fewest = fewestOf(suffices, prey.identities);
        return fewest === null ? null : { identities: fewest, worth: prey.sizeBytes / fewest };
      },
    },
  }),
});

/** The fewest of at most so many that suffice, as more always do; null: not even all. */
function fewestOf(suffices: (count: number) => boolean, most: number): number | null {
  if (most < 1 || !suffices(most)) return null;
  let [low, high] = [1, most];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (suffices(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
