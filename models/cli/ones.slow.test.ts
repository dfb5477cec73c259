/** One of everything: what is printed and written of it speaks of one node, and not of "1 nodes". */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { captureOutput } from "../../test/captured-output.js";
import { folderWith } from "../../test/scenario-files.js";
import { outcomeOf, scenarios } from "../../test/tiny-scenarios.js";
import { counted } from "../../sim/units/readable.js";

const written = captureOutput();

const one = {
  network:
    "name: t\nhorizon: 1 h\noperators: [{ class: n, count: 1, workers: 1 }]\nshards: { count: 1, world: 4 GB }\n" +
    "timeline: [{ at: 10 min, arrivals: { class: n, count: 1 } }]\n",
  dusk: "name: t\nrules: dusk\nhorizon: 20 min\noperators: [{ class: n, count: 1, workers: 1 }]\nshards: { count: 1, world: 1 GB }\n",
  gossip: scenarios.gossip,
  mixnet:
    "model: mixnet\nname: t\nhorizon: 10 s\nmixnet: { players: 4, depth: 2, batch: 9, wait: 2 s }\nusers: { count: 2, rate: 0.1/s, watched: 1 }\n",
  relay: scenarios.relay.replace("horizon: 4 s", "horizon: 1 s"),
} as const;
const beside = { "nodes.csv": "node\na\nb\n", "links.csv": "from,to,latency_ms\na,b,1\nb,a,1\n" };

/** Words that are none of many. */
const alone =
  "is|was|has|does|less|loses|process|address|pass|class|across|this|its|as|us|ms|holds|fails|sits|arrives|takes|wants|stays|needs|serves|fails|s|radius|progress";
const several = new RegExp(String.raw`(?<![\d.,\[-])1 (?:[a-z]+ )?(?!(?:${alone})\b)[a-z]+s\b(?! [a-z]+ on\b)`, "g");

const asked: readonly (readonly [command: string, typed: readonly string[]])[] = [
  ["run", ["--out", "out"]],
  ["plan", []],
  ["check", ["--twice", "--quiet"]],
  ["sweep", ["--set", 'sweep={ "name": [u] }', "--out", "swept"]],
  ["compare", ["--set", "horizon=30 min", "--out", "compared", "--replications", "2"]],
];

describe("one of everything", () => {
  it.each(Object.entries(one))("is told as one: %s", async (_model, text) => {
    const folder = folderWith({ "t.yaml": text, ...beside });
    for (const [command, typed] of asked) {
      const words = typed.map((word) => (["out", "swept", "compared"].includes(word) ? join(folder, word) : word));
      await outcomeOf(command, [join(folder, "t.yaml"), ...words]);
    }
    const pages = ["out/report.html", "out/turns.csv", "swept/report.html", "compared/report.html"]
      .map((name) => join(folder, name))
      .flatMap((file) =>
        existsSync(file)
          ? [readFileSync(file, "utf8").replaceAll(/<script[\s\S]*?<\/script>|<svg[\s\S]*?<\/svg>|<[^>]*>/g, "\n")]
          : [],
      );
    const said = [written.out, written.err, ...pages].join("\n");
    expect(said.length).toBeGreaterThan(1000);
    expect([...new Set(said.match(several))]).toEqual([]);
  });

  it("is counted with its word", () => {
    expect([0, 1, 2, 1000].map((count) => counted(count, "node"))).toEqual([
      "0 nodes",
      "1 node",
      "2 nodes",
      "1,000 nodes",
    ]);
    expect(["1", "1.5 [1, 2]", "1 to 2"].map((text) => counted(text, "batch", "batches"))).toEqual([
      "1 batch",
      "1.5 [1, 2] batches",
      "1 to 2 batches",
    ]);
  });
});
