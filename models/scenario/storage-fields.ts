/** How a scenario tells of classes of messages and files: their fields, and what each of them can be. */
import { z } from "zod";
import { duration } from "../../sim/units/dimensions.js";
import { parseQuantity } from "../../sim/units/quantity.js";
import { byteCount, nameText, share } from "../../sim/units/schema.js";
import { tokenField } from "../protocol/ground/token.js";
import { demandSchema } from "./demand.js";

/** Each draws for itself, in a stretch of the draws of a shard and frame. */
const maxClasses = 16;

/** The duration in `half-life 30 d`, microseconds, or what is wrong with it. Not for `for ever`. */
export const parseHalfLife = (keeps: string) => parseQuantity(duration, keeps.slice("half-life ".length));

const keepsField = () =>
  z
    .union([z.literal("for ever"), z.string().regex(/^half-life .+$/)])
    .superRefine((keeps, context) => {
      if (keeps === "for ever") return;
      const parsed = parseHalfLife(keeps);
      if (parsed.ok && parsed.value > 0) return;
      const message = parsed.ok ? "what is kept for no time is never stored; write half-life 30 d" : parsed.message;
      context.addIssue({ code: "custom", message, input: keeps });
    })
    .default("for ever")
    .describe(
      "how long users keep them: 'for ever', or 'half-life 30 d': each is deleted after an exponential time. Deleting is a transaction too, which " +
        "pays for 64 bytes by the rules (nothing under feeRule lowestInRing) and waits while the network takes none; assumption",
    );

const classSchema = z
  .strictObject({
    class: nameText(60).describe("its name, such as messages"),
    share: share().describe("which part of `fees.transactions` they are; all classes together are 100 %; assumption"),
    bytes: byteCount().describe("data that each of them adds; stored and charged in whole chunks of 55 bytes"),
    most: tokenField()
      .optional()
      .describe("one that would cost more is not sent, nor deleted; `fees.most` unless given; assumption"),
    demand: demandSchema
      .optional()
      .describe("how their users answer to what they cost in dollars; as `market.demand` says unless given"),
    keeps: keepsField(),
  })
  .describe("a class of messages or files");

/** Fields of `fees` beside those of every transaction. */
export const storageFields = {
  classes: z
    .array(classSchema)
    .min(1)
    .max(maxClasses)
    .optional()
    .describe("instead of `bytes`: classes of what users send, by size"),
  deleted: z
    .enum(["freed", "counted"])
    .optional()
    .describe(
      "what becomes of data that users delete: freed (and unless given), they no longer count as data of their shard and of the world; counted: they " +
        "stay in its size, as sizes count all that was ever added; assumption, since no source says what a removal does to sizes",
    ),
};
