/** What a scenario of gossip can say of users: they write on many channels, of which some are simulated. */
import { z } from "zod";
import { byteCount, moment, perTime } from "../../sim/units/schema.js";

/** Channels that can be simulated at once: each is a topic of the router. */
const maxSample = 30;

export const usersField = () =>
  z
    .strictObject({
      rate: perTime().describe("messages of all users together, at random moments"),
      channels: z.int().min(1).max(100_000_000).describe("channels that they write on, each as much as any other"),
      members: z.int().min(2).max(10_000).describe("nodes on each channel, drawn by `places`; one of them publishes what a user writes"), // prettier-ignore
      size: byteCount().describe("size of a message without the transport's envelope"),
      sample: z
        .int()
        .min(1)
        .max(maxSample)
        .default(12)
        .describe("channels that are simulated; what nodes carry is scaled up from them to all, with an interval"),
      at: moment().prefault("5 s").describe("when users begin, once meshes stand"),
      until: moment().optional().describe("when they end; 2 s before the run unless given, so that what was written gets through"), // prettier-ignore
    })
    .describe("users who write on many channels, in place of `messages`");

export type Users = z.output<ReturnType<typeof usersField>>;
