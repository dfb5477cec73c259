import { describe, expect, it } from "vitest";
import { folderWith } from "../../test/scenario-files.js";
import { loadScenarioOf } from "../../sim/experiment/library/load-scenario.js";
import { valuesOf } from "../../sim/table/result-table.js";
import { gossipModel } from "./gossip-model.js";
import { overlayPicture, sentPicture, spreadByGroupPicture } from "./group-pictures.js";
import { spanCount } from "./sent-table.js";

const identity = { seed: "1", replication: 0, replay: "npm test" };

const text = (transport: string, more = ""): string => `model: gossip
name: small
horizon: 30 s
transport: ${transport}
nodes:
  - { class: server, count: 120 }
  - { class: home, count: 40, upload: 10 Mbit/s }
  - { class: mute, count: 10, listens: false }
regions: { shares: { europe: 3, east asia: 1 } }
messages:
  - { flow: frame, size: 20 kB, every: 2 s, from: [server], until: 25 s }
  - { flow: note, size: 300 B, every: 3 s, acceptedBy: [home], until: 25 s }
${more}`;

function run(transport: string, untilUs = Infinity, more = "") {
  const file = `${folderWith({ "small.yaml": text(transport, more) })}/small.yaml`;
  const { scenario } = loadScenarioOf(gossipModel, file);
  const simulation = gossipModel.createSimulation(scenario, identity);
  simulation.advance(untilUs);
  const { tables } = simulation.finish();
  const numbers = (table: string, name: string): number[] => Array.from(valuesOf(tables[table]!, name), Number);
  const words = (table: string, name: string): string[] => Array.from(valuesOf(tables[table]!, name), String);
  /** The sum of a column over the rows in which others say so. */
  const sum = (table: string, name: string, of: Readonly<Record<string, string>> = {}): number => {
    const conditions = Object.entries(of).map(([column, word]) => words(table, column).map((one) => one === word));
    return numbers(table, name).reduce(
      (total, one, row) => (conditions.every((is) => is[row]) ? total + one : total),
      0,
    );
  };
  return { scenario, tables, numbers, words, sum };
}

const transports = ["flood", "go", "rustFork"];

describe.each(transports)("what nodes send over time, by %s,", (transport) => {
  it("adds up to what flows and classes sent in all", () => {
    const { sum, words, numbers } = run(transport);
    const sent = words("flows", "flow").map((flow) => sum("sent", "sent_bytes", { flow }));
    expect(sent).toEqual(numbers("flows", "sent_bytes"));
    expect(words("flows", "flow").map((flow) => sum("sent", "sent_copies", { flow }))).toEqual(
      numbers("flows", "sent_copies"),
    );
    const ofClass = words("traffic", "node_class").map((name) =>
      sum("sent", "sent_per_node_bytes", { node_class: name }),
    );
    for (const [k, bytes] of numbers("traffic", "payload_sent_bytes").entries())
      expect(ofClass[k]).toBeCloseTo(bytes, 6);
    expect(numbers("sent", "time_s").length).toBe(spanCount * 2 * 3);
  });

  it("has nothing of what came after the run was stopped, and ends there", () => {
    const [whole, part] = [run(transport), run(transport, 14_250_000)];
    const until = part.numbers("sent", "time_s");
    expect([until.length, until.at(-1)]).toEqual([29 * 6, 14.25]);
    const whole28 = whole.numbers("sent", "sent_copies").slice(0, 28 * 6);
    expect(part.numbers("sent", "sent_copies").slice(0, 28 * 6)).toEqual(whole28);
    expect(whole28.some((copies) => copies > 0)).toBe(true);
  });
});

describe.each(transports)("the spread by group, by %s,", (transport) => {
  it("ends with everybody where nothing is lost, and is the mean of its groups at any time", () => {
    const { words, numbers, sum } = run(transport);
    const shares = numbers("spread", "heard_share");
    const [flow, of, group] = ["flow", "grouped_by", "group_name"].map((name) => words("spread", name));
    const curve = (name: string): number[] => shares.filter((_, k) => flow[k] === "frame" && group[k] === name);
    expect([...new Set(group.filter((_, k) => of[k] === "region"))]).toEqual(["east asia", "europe"]);
    // Nobody of the mute is to hear, and notes are for homes alone.
    expect([...new Set(group.filter((_, k) => of[k] === "class" && flow[k] === "frame"))]).toEqual(["server", "home"]);
    expect([...new Set(group.filter((_, k) => of[k] === "class" && flow[k] === "note"))]).toEqual(["home"]);
    for (const name of ["all", "east asia", "europe", "server", "home"]) expect(curve(name).at(-1)).toBe(1);
    const published = sum("flows", "published_messages", { flow: "frame" });
    const expected = sum("flows", "expected_deliveries", { flow: "frame" });
    // Frames are of servers, who do not hear their own.
    const homes = (40 * published) / expected;
    for (const [k, all] of curve("all").entries())
      expect(homes * curve("home")[k] + (1 - homes) * curve("server")[k]).toBeCloseTo(all, 9);
  });
});

describe("the overlay by group", () => {
  it("has every connection once from each of its ends, and meshes that are meant by both", () => {
    const { words, numbers, sum } = run("rustFork");
    const [fromRegion, fromClass, toRegion, toClass] = ["from_region", "from_class", "to_region", "to_class"].map(
      (name) => words("overlay", name),
    );
    const [connections, inMesh] = ["connections", "mesh_links"].map((name) => numbers("overlay", name));
    const back = (k: number): number =>
      fromRegion.findIndex(
        (_, j) =>
          fromRegion[j] === toRegion[k] &&
          fromClass[j] === toClass[k] &&
          toRegion[j] === fromRegion[k] &&
          toClass[j] === fromClass[k],
      );
    for (const [k, count] of connections.entries()) expect(connections[back(k)]).toBe(count);
    // Two that choose each other are connected once.
    expect(sum("overlay", "connections")).toBeLessThanOrEqual(2 * 170 * 10);
    expect(sum("overlay", "connections")).toBeGreaterThan(0.95 * 2 * 170 * 10);
    expect(inMesh.every((count, k) => count <= connections[k])).toBe(true);
    expect(sum("overlay", "mesh_links")).toBeGreaterThan(2 * 6 * 100);
    // Two regions of three classes.
    expect(connections.length).toBe(36);
    const nodes = new Set(
      fromRegion.map((region, k) => `${region} ${fromClass[k]} ${numbers("overlay", "from_nodes")[k]}`),
    );
    expect([...nodes].reduce((total, one) => total + Number(one.split(" ").at(-1)), 0)).toBe(170);
  });

  it("is no larger for more nodes, and nor are its pictures", () => {
    const { tables, scenario } = run("go");
    const sizes = [overlayPicture, sentPicture, spreadByGroupPicture].map(
      (draw) => JSON.stringify(draw([tables], scenario).spec).length,
    );
    expect(sizes.every((size) => size > 1000 && size < 250_000)).toBe(true);
    expect(tables["overlay"]!.rowCount).toBe(36);
  });
});
