/** What nodes and archives are connected by, and where they are: what matters at `fidelity: message` only. */
import { z } from "zod";
import { regionsField } from "../../sim/scenario/regions-field.js";
import { lineTime } from "../../sim/scenario/line-fields.js";
import { bitRate, share } from "../../sim/units/schema.js";
import { uploadOf } from "./computing.js";
import type { OperatorClass } from "./operators.js";
import type { Scenario } from "./schema.js";

const regionName = () => z.string().min(1).max(60);

/** Of a class of operators beside its `upload`; without them nothing is limited, added or lost. */
export const lineFields = {
  download: bitRate().optional().describe("what the line of each node carries down; no limit unless given"),
  access: lineTime().optional().describe("added to the latency of what its nodes send and receive; 0 s unless given"),
  loss: share().optional().describe("share of messages lost on the lines of its nodes; 0 % unless given"),
  region: regionName().optional().describe("where all its nodes are; drawn by `network.regions` unless given"),
};

export const archiveLinesSchema = z
  .strictObject({
    upload: bitRate().optional().describe("what the line of each archive carries up; no limit unless given"),
    ...lineFields,
  })
  .describe("lines of the archives");

export const regionsSchema = regionsField().describe(
  "where nodes and archives are; each is drawn unless its class says where",
);

export const jitterField = () =>
  lineTime()
    .optional()
    .describe("mean of what is added to a latency, message by message; exponential; 0 s unless given");

/** A line, with its place if it is given. */
export interface Line {
  readonly name: string;
  readonly uploadBitsPerS: number;
  readonly downloadBitsPerS: number;
  readonly accessUs: number;
  readonly lossShare: number;
  readonly region: string | undefined;
}

type LineText = Pick<OperatorClass, "download" | "access" | "loss" | "region">;

const lineOf = (name: string, uploadBitsPerS: number, { download, access, loss, region }: LineText): Line => ({
  name,
  uploadBitsPerS,
  downloadBitsPerS: download ?? Infinity,
  accessUs: access ?? 0,
  lossShare: loss ?? 0,
  region,
});

/** The line of the nodes of a class. */
export const lineOfClass = (entry: OperatorClass): Line => lineOf(entry.class, uploadOf(entry), entry);

/** The line of the archives. */
export function lineOfArchives({ network: { archives = {} } }: Pick<Scenario, "network">): Line {
  return lineOf("archives", archives.upload ?? Infinity, archives);
}

/** Latencies between regions that the scenario asks for, by the name of their preset. */
export const regionPresetOf = ({ network }: Pick<Scenario, "network">): "eight-regions" | "six-regions-2019" =>
  network.regions?.preset ?? "eight-regions";

const meshDegree = 8;

/** How often a member of a shard passes a message of it on: to the peers of its mesh, of which a committee may not have as many. */
export const copiesOf = ({ network }: Pick<Scenario, "network">, members: number): number =>
  Math.max(1, Math.min(network.copies ?? meshDegree, members - 1));

/** Levels of a proof of one block by the size of leaves: 3 for those of 50 MB, 4 for larger ones (protocol.md 11.13). */
export const proofDepth = ({ shards }: Pick<Scenario, "shards">): bigint => (shards.leaf <= 50e6 ? 3n : 4n);
