import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { modelPurposes } from "../gossip/purposes.js";
import { mixnetPurposes } from "../mixnet/purposes.js";
import { purposes } from "./purposes.js";

const root = new URL("../", import.meta.url);
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
);

/** Models with streams of their own, by folder; all else is of the network. */
const models = { gossip: modelPurposes, mixnet: mixnetPurposes, network: purposes };
const modelOf = (file: string): keyof typeof models =>
  file.startsWith("gossip/") ? "gossip" : file.startsWith("mixnet/") ? "mixnet" : "network";

/** Files that draw, by model and purpose, in the order in which they are read. */
const drawnIn = {
  gossip: new Map<string, string[]>(),
  mixnet: new Map<string, string[]>(),
  network: new Map<string, string[]>(),
};
const unread: string[] = [];
for (const file of files.toSorted()) {
  const drawn = drawnIn[modelOf(file)];
  for (const [call, name] of readFileSync(new URL(file, root), "utf8").matchAll(/\.purpose\((?:\s*"([^"]*)"|[^)]*)/g)) {
    if (name === undefined) unread.push(`${file}: ${call}`);
    else if (!drawn.get(name)?.includes(file)) drawn.set(name, [...(drawn.get(name) ?? []), file]);
  }
}

describe.each(["network", "gossip", "mixnet"] as const)("the list of purposes of the %s", (model) => {
  it("has every name that something is drawn under, and no other", () => {
    expect([...drawnIn[model].keys()].toSorted()).toEqual(Object.keys(models[model]).toSorted());
  });

  it("has one file that draws under each name", () => {
    expect([...drawnIn[model]].filter(([, places]) => places.length > 1)).toEqual([]);
  });
});

describe("the lists of purposes", () => {
  it("are read in full: but for the streams' own cache, purposes are named where they are drawn", () => {
    expect(unread.map((line) => line.replace(/^.*\//, ""))).toEqual(["draws.ts: .purpose(name"]);
  });
});
