/** What a scenario of `model: relay` says: hosts that pass blocks on to each other, and nothing of any protocol. */
import { z } from "zod";
import { figureFields } from "../../sim/scenario/figure-fields.js";
import { basicFields } from "../../sim/scenario/basic-fields.js";
import { lineRate, messageBytes } from "../../sim/scenario/line-fields.js";
import { duration, moment } from "../../sim/units/schema.js";
import { textFile } from "../../sim/units/text-file.js";
import { sourcesSchema } from "../scenario/sources.js";

const topologySchema = z
  .strictObject({
    nodes: textFile(["nodes.csv", "node\na\nb\n"]).describe(
      "a CSV file, or its lines: node, and if wanted upload_mbit_s, download_mbit_s",
    ),
    links: textFile(["links.csv", "from,to,latency_ms\na,b,1\nb,a,1\n"]).describe(
      "a CSV file, or its lines: from, to, latency_ms one way, and if wanted loss_share; `from` announces blocks to `to`. " +
        "Where the way back is not listed, it takes as long",
    ),
    upload: lineRate().prefault("1 Gbit/s").describe("bandwidth of nodes of which the file says none"),
    download: lineRate().prefault("1 Gbit/s").describe("the same, of what they receive"),
  })
  .describe("who is linked with whom, and how fast");

const blockSchema = z
  .strictObject({
    body: messageBytes().describe("size of the body of a block"),
    header: messageBytes().describe("size of the header, which is announced"),
    request: messageBytes().prefault("100 B").describe("size of the request for a body; assumption"),
    start: messageBytes().prefault("100 B").describe("size of the message that a transfer begins with; assumption"),
    every: duration().describe("time from the start of one block's slot to the next one's; nodes make them in turn"),
  })
  .describe("what is passed on");

const workSchema = z
  .strictObject({
    forging: duration().prefault("0 s").describe("from the start of the slot until the maker has its block"),
    headerValidation: duration().prefault("0 s").describe("from the header to the request for the body"),
    bodyValidation: duration().prefault("0 s").describe("from the body to its adoption, with which it is announced"),
  })
  .prefault({})
  .describe("what nodes do with a block; as many at once as come");

export const relaySchema = z.strictObject({
  $schema: z.string().optional().describe("for editors"),
  model: z.literal("relay").describe("blocks that are stored and forwarded over a topology, without a protocol"),
  ...basicFields(),
  horizon: moment().describe("simulated time"),
  topology: topologySchema,
  block: blockSchema,
  work: workSchema,
  sources: sourcesSchema,
  ...figureFields("adoption.at50Ms"),
  replications: z.int().min(1).max(100_000).default(1).describe("runs with other random numbers"),
});

export type RelayScenario = z.output<typeof relaySchema>;
