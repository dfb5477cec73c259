import { describe, expect, it } from "vitest";
import { sixRegions2019 } from "../region-presets.js";
import { linkBetween } from "../topology.js";
import { cleanLatencies } from "./cleaning.js";
import { TopologyErrors } from "./errors.js";
import { readTopologyCsv } from "./read-csv.js";
import { readTopologyYaml } from "./read-yaml.js";
import type { ReadOptions } from "./topology-draft.js";

const source = (file: string, ...lines: string[]) => ({ file, lines });
const nodes = source("nodes.csv", "node", "a", "b", "c");

function refusal(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof TopologyErrors) return error.message.split("\n");
    throw error;
  }
  return [];
}

const refused = (links: readonly string[], options: ReadOptions = { direction: "as written" }): readonly string[] =>
  refusal(() => readTopologyCsv({ nodes, links: source("links.csv", "from,to,latency_ms", ...links) }, options));

const refusedHead = (text: string): readonly string[] =>
  refusal(() => readTopologyCsv({ nodes: source("n.csv", text) }));
const readLink = (direction: "as written" | "mirrored") =>
  readTopologyCsv({ nodes, links: source("l.csv", "from,to,latency_ms", "b,c,3") }, { direction });
const tenLinks = (node: number): string =>
  Array.from({ length: 10 }, (_, k) => `n${(node + k + 1) % 1000}: ${k + 1}.5`).join(", ");
const refusedYaml = (...lines: string[]): readonly string[] =>
  refusal(() => readTopologyYaml("t.yaml", lines.join("\n")));
const link = (from: number, to: number, latencyUs: number) => ({ from, to, latencyUs });

describe("a topology of CSV files", () => {
  it("has nodes in the order of the file, with classes, regions and bandwidth, and links in whole microseconds", () => {
    const given = {
      nodes: source("nodes.csv", "# two", "node,class,region,upload_mbit_s", "x,home,japan,", "", "y,,europe,12.5"),
      links: source("links.csv", "to,from,latency_ms,loss_share", "y,x,0.1736,0.5", "x,y,45,"),
    };
    const { topology } = readTopologyCsv(given, { regions: sixRegions2019 });
    expect(topology.names).toEqual(["x", "y"]);
    expect([...topology.uploadBitsPerS]).toEqual([50e6, 12.5e6]);
    expect([...topology.downloadBitsPerS]).toEqual([50e6, Infinity]);
    expect([...topology.regionOf]).toEqual([4, 1]);
    expect(topology.links).toMatchObject({ latencyUs: Int32Array.of(174, 45_000), lossShare: Float64Array.of(0.5, 0) });
  });

  it("is refused with file, line and reason for everything that is wrong", () => {
    expect(refused(["a,b,1", "a,bb,1", "b,a,-3", "a,b,2", "a,a,1", "b,c,x", "c,b", "c,a,9999999"])).toEqual([
      "links.csv:3: unknown node bb; did you mean b?",
      "links.csv:4: negative latency -3",
      "links.csv:5: the link from a to b is there already, in line 2",
      "links.csv:6: node a is linked with itself",
      'links.csv:7: latency: read "x", allowed is a decimal number such as 12.5',
      "links.csv:8: 2 cells where the head has 3",
      "links.csv:9: latency 9999999: at most 2147483",
    ]);
    const bad = source("n.csv", "node,class,region,upload_mbit_s", "a,hme,mars,0", "a,,,", ",,,");
    expect(refusal(() => readTopologyCsv({ nodes: bad }, { regions: sixRegions2019 }))).toEqual([
      "n.csv:2: unknown region mars; there are: north america, europe, south america, asia pacific, japan, australia",
      "n.csv:2: unknown class hme; there are: data centre, home, constrained, unlimited; did you mean home?",
      "n.csv:2: upload_mbit_s must be above 0",
      "n.csv:3: node a is there already, in line 2",
      "n.csv:4: a node without a name",
    ]);
  });

  it("is refused for a million columns, heads that are none, and files without nodes, without reading more", () => {
    const wide = ",1".repeat(1_000_000);
    expect(refused([`a,b,1${wide}`])).toEqual(["links.csv:2: a line of 2,000,005 characters; at most 4,096 are read"]);
    expect(refusedHead(`node${wide}`)[0]).toBe("n.csv:1: a line of 2,000,004 characters; at most 4,096 are read");
    expect(refusedHead("name")[0]).toContain("n.csv:1: no column node");
    expect(refusedHead("node,colour")[0]).toContain("n.csv:1: unknown column colour; allowed are node, region");
    expect(refusedHead("node")).toEqual(["n.csv:1: no nodes"]);
  });

  it("is refused for links in one direction, unless it is said what they mean", () => {
    expect(refused(["a,b,1", "b,a,2", "b,c,3"], {})).toEqual([
      'links.csv:4: one way only: from b to c, and not back; say that links are "as written", or "mirrored"',
    ]);
    const back = (links: NonNullable<ReturnType<typeof readLink>["topology"]["links"]>): number =>
      linkBetween(links, 2, 1);
    expect(back(readLink("as written").topology.links!)).toBe(-1);
    expect(readLink("mirrored").topology.links!.latencyUs[back(readLink("mirrored").topology.links!)]).toBe(3000);
    expect(readLink("mirrored").cleaned).toEqual(["from c to b: as the other way"]);
  });

  it("tells fifty errors and how many there are beyond", () => {
    const lines = refused(Array.from({ length: 1000 }, () => "a,x,1"));
    expect([lines.length, lines.at(-1)]).toEqual([51, "and 950 more"]);
  });
});

describe("a topology of YAML", () => {
  it("says the same", () => {
    const text = [
      "nodes:",
      "  x: { class: home, region: japan, links: { y: 0.1736 } }",
      "  y:",
      "    region: europe",
      "    upload_mbit_s: 12.5",
      "    links: { x: 45 }",
      "  007:",
    ].join("\n");
    const { topology } = readTopologyYaml("t.yaml", text, { regions: sixRegions2019 });
    expect(topology.names).toEqual(["x", "y", "007"]);
    expect([...topology.uploadBitsPerS]).toEqual([50e6, 12.5e6, Infinity]);
    expect(topology.links!.latencyUs).toEqual(Int32Array.of(174, 45_000));
  });

  it("loads with a thousand nodes and 40,000 tokens", () => {
    const text = `nodes:\n${Array.from({ length: 1000 }, (_, k) => `  n${k}: { links: { ${tenLinks(k)} } }`).join("\n")}\n`;
    const { topology } = readTopologyYaml("t.yaml", text, { direction: "as written" });
    expect([topology.nodeCount, topology.links!.ends.length]).toEqual([1000, 10_000]);
  });

  it("is refused with file, line and reason", () => {
    expect(
      refusedYaml("nodes:", "  a: { links: { b: 1 } }", "  b: { links: { a: -1, c: 2 }, klass: home }", "  a:"),
    ).toEqual([
      "t.yaml:3: unknown key klass; allowed are region, class, upload_mbit_s, download_mbit_s, links; did you mean class?",
      "t.yaml:4: node a is there already, in line 2",
      "t.yaml:3: negative latency -1",
      "t.yaml:3: unknown node c",
      't.yaml:2: one way only: from a to b, and not back; say that links are "as written", or "mirrored"',
    ]);
    expect(refusedYaml("nodes: [a, b]")).toEqual(["t.yaml:1: nodes must be a mapping", "t.yaml:1: no nodes"]);
    expect(refusedYaml("nodes:", "  a: {", "  b: }}")[0]).toMatch(/^t\.yaml:\d: /);
    expect(refusedYaml("nodes: &x {a: *x}")[0]).toMatch(/^t\.yaml:1: /);
  });
});

describe("cleaning", () => {
  it("replaces what is far beyond the way back, or beyond a detour, and nothing else", () => {
    const links = [
      link(0, 1, 100),
      link(1, 0, 290),
      link(1, 2, 50),
      link(2, 1, 5000),
      link(0, 2, 451),
      link(0, 3, 9e6),
    ];
    const { links: clean, changes } = cleanLatencies(links, 3);
    expect(clean.map(({ latencyUs }) => latencyUs)).toEqual([100, 290, 50, 50, 150, 9e6]);
    expect(changes.map(({ from, to, because }) => `${from}${to} ${because}`)).toEqual([
      "21 the way back",
      "02 over one other node",
    ]);
  });

  it("is told by who reads a file", () => {
    const links = source("l.csv", "from,to,latency_ms", "a,b,1", "b,a,50");
    expect(readTopologyCsv({ nodes, links }, { outlierFactor: 5 }).cleaned).toEqual([
      "from b to a: 1 ms in place of 50 ms, as the way back",
    ]);
  });
});
