/** `carried.csv`: what a node of each class carries of what all users write. */
import type { RunTables } from "../../sim/experiment/model.js";
import type { RatioEstimate } from "../../sim/stats/ratio-estimate.js";
import { table } from "../../sim/table/result-table.js";
import type { Carried } from "./carried.js";
import { sampleSize } from "./channel-sample.js";
import type { GossipScenario } from "./schema.js";
import type { Users } from "./user-fields.js";

/** A row a class. */
export function carriedTable(
  { nodes }: GossipScenario,
  users: Users,
  carried: readonly Carried[],
): RunTables["series"] {
  const bounds = (name: string, of: (one: Carried) => RatioEstimate | null) => [
    { name: `${name}_bytes_per_s`, values: carried.map((one) => of(one)?.value ?? Number.NaN) },
    { name: `${name}_low95_bytes_per_s`, values: carried.map((one) => bound(of(one), -1)) },
    { name: `${name}_high95_bytes_per_s`, values: carried.map((one) => bound(of(one), 1)) },
  ];
  const numbers = (name: string, of: (one: Carried) => number | null) => ({
    name,
    values: carried.map((one) => of(one) ?? Number.NaN),
  });
  return table([
    { name: "node_class", values: nodes.map(({ class: name }) => name) },
    { name: "nodes", values: nodes.map(({ count }) => count) },
    { name: "channels", values: nodes.map(() => users.channels) },
    { name: "channels_simulated", values: nodes.map(() => sampleSize(users)) },
    numbers("channels_per_node", ({ channels }) => channels),
    ...bounds("sent", ({ sent }) => sent),
    ...bounds("control_sent", ({ control }) => control),
    ...bounds("received", ({ received }) => received),
    numbers("upload_load", ({ uploadLoad }) => uploadLoad),
    numbers("download_load", ({ downloadLoad }) => downloadLoad),
    numbers("wait_ms", ({ waitUs }) => (waitUs === null ? null : waitUs / 1000)),
    numbers("queue_growth", ({ growth }) => growth),
    numbers("saturation_messages_per_s", ({ saturation }) => saturation),
  ]);
}

const bound = (estimate: RatioEstimate | null, side: -1 | 1): number =>
  estimate === null || estimate.halfWidth === null ? Number.NaN : estimate.value + side * estimate.halfWidth;
