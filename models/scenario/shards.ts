/** What a scenario says of its data and their shards: a number of shards, or a prefix of keys that each of them has. */
import { counted, countText } from "../../sim/units/readable.js";
import { z } from "zod";
import { byteCount, growth } from "../../sim/units/schema.js";

export const shardsSchema = z
  .strictObject({
    count: z
      .int()
      .min(1)
      .max(1_000_000)
      .optional()
      .describe(
        "data shards at the start; or `prefixBits`. Where splits cut bit paths their paths are 000 and the bits of their numbers, " +
          "prefixes that are full of uniform keys whichever their width (assumption)",
      ),
    prefixBits: z
      .int()
      .min(0)
      .max(20)
      .optional()
      .describe(
        "instead of `count`: keys are uniform, as hashes are, and every prefix of so many bits that has any is a shard. The width " +
          "of keys is switch shardKeys: 12 bits make 3098 shards of 254-bit keys, 6 bits 49, or 13 of 256-bit keys",
      ),
    world: byteCount().describe("size of all data, divided over the shards"),
    metadata: byteCount()
      .prefault("0 B")
      .describe(
        "with `prefixBits`: how much of `world` is metadata, one shard more; the whole of an application of its own (assumption)",
      ),
    skew: z
      .union([z.literal("none"), z.string().regex(/^zipf \d+(\.\d+)?$/)])
      .default("none")
      .describe(
        "with `count`: how unequal shards are, 'none' or 'zipf S' (size of the k-th largest falls as 1/k^S); assumption",
      ),
    leaf: byteCount().prefault("1 GiB").describe("largest data leaf; a shard has ⌈size/leaf⌉ leaves"),
    growth: growth().prefault("0 %/month").describe("growth of all data, applied once an epoch; assumption"),
    growthSkew: z
      .union([z.literal("none"), z.string().regex(/^zipf \d+(\.\d+)?$/)])
      .optional()
      .describe(
        "where data grow: on every shard by the same share ('none', and unless given), or 'zipf S': all data grow by `growth`, and of what " +
          "comes on top a shard has a part that falls as 1/k^S with its rank k, which is drawn; parts of a split divide theirs; assumption",
      ),
  })
  .describe("the data and its division into shards");

interface ShardsOfScenario {
  readonly shards: z.output<typeof shardsSchema>;
}

const either = "write `count`, how many shards there are, or `prefixBits`, of which keys each has";

/** Reports shards that are told in both forms, in none, or partly in the other one. */
export function refuseMixedShards({ shards }: ShardsOfScenario, context: z.RefinementCtx): void {
  const { count, prefixBits, metadata, world, skew } = shards;
  const refuse = (field: string, message: string, input?: unknown): void =>
    context.addIssue({ code: "custom", message, path: ["shards", field], input });
  if (count === undefined && prefixBits === undefined) refuse("count", `missing: ${either}`);
  if (count !== undefined && prefixBits !== undefined)
    refuse("prefixBits", `says with count ${count} how many shards there are twice: ${either}, and null for the other`);
  if (prefixBits === undefined && metadata > 0)
    refuse("metadata", "only a grid by `prefixBits` has a shard of metadata", metadata);
  if (prefixBits !== undefined && skew !== "none")
    refuse("skew", "a grid by `prefixBits` has the sizes of uniform keys; allowed: none", skew);
  if (metadata > world)
    refuse("metadata", `${counted(metadata, "byte")} of metadata in a world of ${countText(world)}`, metadata);
}
