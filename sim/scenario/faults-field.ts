/** What goes wrong on the wire and when, as scenarios of any model say it. */
import { z } from "zod";
import { duration, moment } from "../units/schema.js";
import { lineTime } from "./line-fields.js";

const word = z.string().min(1).max(60);

const setSchema = (of: string) =>
  z
    .strictObject({
      classes: z.array(word).min(1).optional().describe("all nodes of these classes"),
      regions: z.array(word).min(1).optional().describe("all nodes of these regions"),
    })
    .describe(`${of}: by classes or by regions`);

const faultSchema = z
  .strictObject({
    fault: z
      .enum(["partition", "cut", "clog", "slow", "crash", "eclipse"])
      .describe(
        "partition: no messages between groups; cut: none from `from` to `to`; clog: those wait until it ends; slow: those take longer; crash: `from` is down; eclipse: `from` hears and is heard by `to` only",
      ),
    at: moment().describe("when it begins"),
    for: duration().describe("how long it lasts"),
    every: duration().optional().describe("from one beginning to the next; once unless given"),
    groups: z
      .array(setSchema("a group"))
      .min(2)
      .max(255)
      .optional()
      .describe("of a partition: who still hears each other"),
    from: setSchema("whom it is about").optional(),
    to: setSchema("the other end").optional(),
    adds: lineTime().prefault("0 s").describe("of slow: time added to each message"),
  })
  .describe("what goes wrong, and when");

export const faultsField = () => z.array(faultSchema).max(100);

export type WrittenFault = z.output<typeof faultSchema>;
/** Nodes that are of any of the classes or in any of the regions. */
export type WrittenSet = NonNullable<WrittenFault["from"]>;
