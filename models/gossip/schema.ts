/** What a scenario of `model: gossip` says: nodes that pass messages on, and nothing of any protocol above. */
import { z } from "zod";
import { faultsField } from "../../sim/scenario/faults-field.js";
import { regionsField } from "../../sim/scenario/regions-field.js";
import { figureFields } from "../../sim/scenario/figure-fields.js";
import { basicFields } from "../../sim/scenario/basic-fields.js";
import { lineRate, lineTime, messageBytes } from "../../sim/scenario/line-fields.js";
import { duration, moment, nameText, share } from "../../sim/units/schema.js";
import { messageKinds } from "../protocol/transport/validity.js";
import { claimFields } from "../../sim/scenario/claim-fields.js";
import { sourcesSchema } from "../scenario/sources.js";
import { discoveryField } from "./discovery-field.js";
import { limitFields } from "./limits.js";
import { subscriptionsField } from "./subscription-fields.js";
import { usersField } from "./user-fields.js";

const word = z.string().min(1).max(60);

const classSchema = z
  .strictObject({
    class: nameText(60).describe("name of the class; flows and faults name it"),
    count: z.int().min(1).max(200_000).describe("nodes"),
    upload: lineRate().prefault("100 Mbit/s").describe("bandwidth of what they send"),
    download: lineRate().prefault("500 Mbit/s").describe("bandwidth of what they receive"),
    access: lineTime().prefault("0 s").describe("added to the latency of what they send and receive"),
    loss: share().prefault("0 %").describe("share of messages lost on their line"),
    perAddress: z
      .int()
      .min(1)
      .max(200_000)
      .default(1)
      .describe("nodes of the class that share an address, which counts against them where peers are scored"),
    places: z
      .int()
      .min(1)
      .max(100_000)
      .default(1)
      .describe("channels of users that a node is on, relative to other classes: as many as it has workers, say"),
    ...limitFields(),
    listens: z.boolean().default(true).describe("whether they subscribe; who does not only publishes, to its fanout"),
  })
  .describe("nodes of one kind");

const flowSchema = z
  .strictObject({
    flow: nameText(60).describe("name of what is published; results tell of each"),
    size: messageBytes().describe("size of a message without the transport's envelope"),
    every: duration().describe(
      "mean time from one message of all publishers together to the next; gaps are exponential",
    ),
    from: z.array(word).min(1).optional().describe("classes that publish it; all unless given"),
    at: moment().prefault("10 s").describe("when it begins"),
    until: moment().optional().describe("when it ends; with the run unless given"),
    acceptedBy: z.array(word).optional().describe("classes that take it and pass it on; all unless given"),
    otherwise: z
      .enum(["ignore", "reject"])
      .default("ignore")
      .describe("what the other classes do: nothing with it, or hold it against who sent it, where peers are scored"),
    kind: z
      .enum(messageKinds)
      .optional()
      .describe(
        "what it is for the transport's limits of age (protocol.md `transport.validity`); without limits unless given",
      ),
  })
  .describe("messages that are published");

const meshSchema = z
  .strictObject({
    degree: z.int().min(1).max(1000).optional().describe("peers in a mesh, D"),
    degreeLow: z.int().min(1).max(1000).optional().describe("the least that are left alone, Dlo"),
    degreeHigh: z.int().min(1).max(1000).optional().describe("the most that are left alone, Dhi"),
    degreeLazy: z.int().min(0).max(1000).optional().describe("peers told what a node has, at least, Dlazy"),
    iHaveIds: z
      .int()
      .min(1)
      .max(100_000)
      .optional()
      .describe("ids in an IHAVE, and ids asked of a peer within a heartbeat, at most"),
    iHaveMessages: z
      .int()
      .min(1)
      .max(100_000)
      .optional()
      .describe("IHAVE of a peer that are looked at within a heartbeat, at most"),
    pendingWants: z
      .int()
      .min(1)
      .max(100_000)
      .optional()
      .describe("messages that a node has asked for and waits for, at most"),
    retransmissions: z
      .int()
      .min(0)
      .max(100_000)
      .optional()
      .describe("times that a message is sent to a peer that asks for it, at most"),
    heartbeat: lineTime().optional().describe("time between heartbeats"),
    iDontWant: z.boolean().optional().describe("whether peers say that they want no copy of a large message"),
    floodPublish: z.boolean().optional().describe("whether an author sends to all its peers"),
    composite: z
      .boolean()
      .optional()
      .describe("whether a mask of several bits has one mesh, and not one for each bit; only `go` has such masks"),
    scores: z.boolean().optional().describe("whether peers are scored; only `go` has weights for it"),
  })
  .prefault({})
  .describe("what is otherwise than the transport has it");

const transports = ["flood", "gossipSub", "go", "rustJune", "rustFork"] as const;

export const gossipSchema = z.strictObject({
  $schema: z.string().optional().describe("for editors"),
  model: z.literal("gossip").describe("messages that nodes pass on to each other, without a protocol above"),
  ...basicFields(),
  horizon: moment().describe("simulated time"),
  transport: z
    .enum(transports)
    .default("go")
    .describe(
      "how messages are passed on: a flood, plain GossipSub, or BlossomSub as one of three nodes has it (protocol.md 11)",
    ),
  mesh: meshSchema,
  nodes: z.array(classSchema).min(1).max(50).describe("who is there"),
  regions: regionsField().prefault({}).describe("where nodes are; each is drawn"),
  connections: z
    .int()
    .min(1)
    .max(200)
    .default(10)
    .describe("peers that each node connects to; so it has twice as many on average"),
  connectionLimits: z
    .enum(["none", "transport"])
    .default("none")
    .describe(
      "how many connections a node holds unless its class says so: any number, or what the transport's node does",
    ),
  discovery: discoveryField().optional(),
  jitter: lineTime().prefault("0 s").describe("mean of what is added to a latency, message by message; exponential"),
  validation: lineTime().prefault("0 s").describe("from a message to passing it on"),
  channels: z
    .int()
    .min(1)
    .max(10)
    .default(1)
    .describe("masks on which messages are published, each on one that is drawn"),
  channelsPerNode: z.int().min(1).max(10).optional().describe("masks that a node listens to, drawn; all unless given"),
  messages: z.array(flowSchema).max(50).default([]).describe("what is published, unless users write"),
  users: usersField().optional(),
  subscriptions: subscriptionsField()
    .optional()
    .describe("subscriptions that change in time; who listens to what stays so unless given"),
  faults: faultsField().default([]).describe("what goes wrong"),
  sources: sourcesSchema,
  ...figureFields("delivery.p99Ms"),
  ...claimFields({ example: "delivery.p99Ms", fidelities: ["message"] }),
  replications: z.int().min(1).max(100_000).default(1).describe("runs with other random numbers"),
});

export type GossipScenario = z.output<typeof gossipSchema>;
