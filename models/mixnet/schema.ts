/** What a scenario of `model: mixnet` says: players who permute batches, users who write, and who watches them. */
import { z } from "zod";
import { claimFields } from "../../sim/scenario/claim-fields.js";
import { figureFields } from "../../sim/scenario/figure-fields.js";
import { basicFields } from "../../sim/scenario/basic-fields.js";
import { lineTime } from "../../sim/scenario/line-fields.js";
import { bitRate, byteCount, duration, moment, perTime } from "../../sim/units/schema.js";
import { depthDefault } from "../protocol/mixnet/mixing.js";
import { sourcesSchema } from "../scenario/sources.js";

const onOff = z.enum(["on", "off"]);

const mixnetSchema = z
  .strictObject({
    players: z.int().min(1).max(256).default(9).describe("those who mix: active provers of a shard"),
    dealers: z.int().min(1).max(16).optional().describe("those of them who deal permutations; ⌊√players⌋ unless given"),
    depth: z.int().min(1).max(1000).default(depthDefault).describe("layers of mixing"),
    batch: z.int().min(1).max(4_000_000).default(100).describe("places in a batch; a square number, up to 4,000,000"),
    masks: onOff.default("on").describe("whether what is sent in layers behind the first is masked"),
    dealing: onOff
      .default("on")
      .describe("on: dealers send their shares before each round; off: shares are there at once"),
    wait: duration().prefault("10 s").describe("a batch closes so long after its first message, full or not; a frame"),
    element: byteCount().prefault("32 B").describe("size of a message, and of a share of one number"),
    compute: duration().prefault("1 us").describe("computing a message in a layer; assumption"),
    shards: z.int().min(1).max(1_000_000).default(1).describe("mixnets side by side, each with players of its own: throughput of all is so many times that of one"), // prettier-ignore
  })
  .prefault({})
  .describe("who mixes, and how");

const usersSchema = z
  .strictObject({
    count: z
      .int()
      .min(2)
      .max(1_000_000)
      .default(1000)
      .describe("users, each as likely as any other to write, and to be written to"),
    rate: perTime().prefault("20/s").describe("messages of all users, at random moments"),
    watched: z
      .int()
      .min(0)
      .max(1000)
      .default(10)
      .describe("users who write to one partner only, whom an observer looks for"),
  })
  .prefault({})
  .describe("who writes to whom");

const lineSchema = z
  .strictObject({
    latency: lineTime().prefault("60 ms").describe("median time between two players, one way"),
    sigma: z
      .number()
      .min(0)
      .max(3)
      .default(0.6)
      .describe("deviation of its logarithm: times are log-normal; 0: all the same"),
    upload: bitRate().prefault("100 Mbit/s").describe("what a player sends at most"),
    download: bitRate().prefault("500 Mbit/s").describe("what it receives at most"),
  })
  .prefault({})
  .describe("the lines of the players");

const silenceSchema = z.strictObject({
  player: z.int().min(0).describe("which one, counted from 0; dealers come first"),
  at: moment().describe("when it falls silent"),
  for: duration().optional().describe("for how long; to the end of the run unless given"),
});

export const mixnetScenarioSchema = z.strictObject({
  $schema: z.string().optional().describe("for editors"),
  model: z.literal("mixnet").describe("batches that players permute, and an observer who guesses who wrote what"),
  ...basicFields(),
  horizon: moment().describe("simulated time"),
  mixnet: mixnetSchema,
  users: usersSchema,
  line: lineSchema,
  silent: z
    .array(silenceSchema)
    .max(100)
    .default([])
    .describe("players that send nothing for a time; what they have to send waits"),
  observer: z
    .strictObject({
      dealers: z.int().min(0).max(16).default(0).describe("dealers who tell it what they dealt"),
    })
    .prefault({})
    .describe("who hears every line, and guesses which message is whose"),
  sources: sourcesSchema,
  ...figureFields("observer.linked"),
  ...claimFields({ example: "observer.linked", fidelities: ["message"] }),
  replications: z.int().min(1).max(100_000).default(1).describe("runs with other random numbers"),
});

export type MixnetScenario = z.output<typeof mixnetScenarioSchema>;
