/** Parts of a scenario that say how the chains run: who leads, how hard frames are, what storing costs. */
import { z } from "zod";
import { byteCount, duration, perTime, share } from "../../sim/units/schema.js";
import { storageFields } from "./storage-fields.js";
import { tokenField } from "../protocol/ground/token.js";

export const consensusSchema = z
  .strictObject({
    leaderTimeouts: z
      .enum(["off", "on"])
      .optional()
      .describe(
        "without it on under consensusKind simplex, off otherwise. on: a rank or view whose leader is absent ends by timeout and makes no frame, so its shard misses frames and mints " +
          "nothing in them (switches leaderRule, viewTimeout; Simplex skips a leader that has been silent for five views); off: a shard that can certify makes every frame",
      ),
    competingFrames: share()
      .prefault("0 %")
      .describe(
        "share of global frames for which two frames compete; fork choice decides, and requests that only the other " +
          "one held are heard a frame later; assumption; none under consensusKind simplex, whose frames are final at once",
      ),
  })
  .prefault({})
  .describe("consensus at frame fidelity");

export const feesSchema = z
  .strictObject({
    transactions: perTime()
      .refine((perSecond) => perSecond <= 100_000, "more than 100,000 transactions a second; write fewer, larger ones")
      .describe("transactions that users send to the whole network, to shards by their size"),
    bytes: byteCount()
      .optional()
      .describe("data that each of them adds; stored and charged in whole chunks of 55 bytes; or `classes`"),
    most: tokenField()
      .prefault("1 QUIL")
      .describe("a transaction that would cost more is not sent; assumption, since a slow chain's fees know no bound"),
    ...storageFields,
  })
  .describe("users' transactions: what they pay and store; without it there are none");

const silenceSchema = z
  .strictObject({
    archives: z.int().min(1).max(1000).describe("archives that are silent, whatever else happens to them"),
    from: duration().prefault("0 s").describe("when it begins, counted from the start"),
    for: duration().optional().describe("how long it lasts; to the end unless given"),
  })
  .describe("archives that sign nothing for a while");

export const archivesSchema = z
  .strictObject({
    count: z
      .int()
      .min(1)
      .max(1000)
      .optional()
      .describe("archive provers, all of equal weight; as many as the rule set has (switch archives) unless given"),
    uptime: share().prefault("99.99 %").describe("share of time that each of them is online; assumption"),
    outage: duration().prefault("10 min").describe("mean length of an outage (exponential); assumption"),
    silent: z
      .array(silenceSchema)
      .max(1000)
      .optional()
      .describe("stretches in which so many of them are silent together, beside the outages of each"),
  })
  .describe(
    "the committee of the global chain: while too few of it are online for a quorum (4 of 6, 4 of 5) there is no global " +
      "frame and nothing mints; without this block it never fails",
  );
