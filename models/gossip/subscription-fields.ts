/** What a scenario of gossip can say of subscriptions that change in time. */
import { z } from "zod";
import { duration, moment } from "../../sim/units/schema.js";

const changeSchema = z
  .strictObject({
    at: moment().describe("when it begins; changes of one node with the same time happen at one moment, if `over` is the same"), // prettier-ignore
    classes: z.array(z.string().min(1).max(60)).min(1).describe("whose nodes it is about"),
    does: z
      .enum(["subscribe", "unsubscribe"])
      .describe("nothing for a node that does so already, or is not subscribed"),
    channels: z.array(z.int().min(0).max(9)).min(1).optional().describe("by number, from 0; all unless given"),
    over: duration().prefault("0 s").describe("each node at a moment of its own within this time, drawn by its name"),
  })
  .describe("who subscribes or unsubscribes when");

export const subscriptionsField = () => z.array(changeSchema).min(1).max(100);

export type WrittenSubscription = z.output<typeof changeSchema>;
