import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { finishedRun } from "../../test/finished-run.js";
import { folderWith } from "../../test/scenario-files.js";
import { loadScenarioOf } from "../../sim/experiment/library/load-scenario.js";
import { ScenarioErrors } from "../../sim/experiment/ready-scenario.js";
import { valuesOf } from "../../sim/table/result-table.js";
import { relayModel } from "./relay-model.js";
import type { RelayScenario } from "./schema.js";

const cluster = new URL("../../scenarios/network/cluster52.yaml", import.meta.url).pathname;

function run(scenario: RelayScenario, storedAtUs?: number) {
  const result = finishedRun(relayModel, scenario, { storedAtUs });
  const metric = (name: string): number => Number(result.metrics.find((one) => one.name === name)?.value);
  return { ...result, metric };
}

const lines = (...texts: string[]): string => JSON.stringify(`${texts.join("\n")}\n`);

/** Hosts a, b, c in a row, 10 ms apart, that pass on one block of a. */
const row = (options: { links?: string; nodes?: string; upload?: string } = {}): string =>
  [
    "model: relay",
    "name: row",
    "horizon: 10 s",
    "topology:",
    `  nodes: ${options.nodes ?? lines("node", "a", "b", "c")}`,
    `  links: ${options.links ?? lines("from,to,latency_ms", "a,b,10", "b,c,10")}`,
    `  upload: ${options.upload ?? "8 Mbit/s"}`,
    "  download: 8 Mbit/s",
    "block: { body: 100 kB, header: 1 kB, request: 100 B, start: 100 B, every: 10 s }",
    "work: { forging: 100 ms, headerValidation: 2 ms, bodyValidation: 50 ms }",
    "",
  ].join("\n");

const load = (text: string): RelayScenario =>
  loadScenarioOf(relayModel, `${folderWith({ "row.yaml": text })}/row.yaml`).scenario;

describe("a relay", () => {
  it("takes three ways, four serialisations and two validations a hop", () => {
    const { tables, metric } = run(load(row()));
    // Header 1 ms, request 0.1, start 0.1, body 100; three times 10 ms on the way.
    const hopMs = 1 + 10 + 2 + 0.1 + 10 + 0.1 + 100 + 10 + 50;
    expect(valuesOf(tables.adoptions!, "adopted_ms")).toEqual(
      [100, 100 + hopMs, 100 + 2 * hopMs].map((ms) => expect.closeTo(ms, 6)),
    );
    expect(metric("adoption.at100Ms")).toBeCloseTo(100 + 2 * hopMs, 6);
    expect(metric("relay.blocks")).toBe(1);
  });

  it("counts a block that does not reach everybody as unfinished, and has no mean time of it", () => {
    const { metric, metrics } = run(load(row({ links: lines("from,to,latency_ms", "a,b,10") })));
    expect([metric("relay.blocks"), metric("relay.unfinished")]).toEqual([0, 1]);
    expect(metrics[0].value).toBeNull();
  });

  it("refuses a topology with all that is wrong, its lines, and the place where its file is named", () => {
    const links = lines("from,to,latency_ms", "a,b,-1", "a,d,1", "b,c,5", "b,c,5");
    const refused = (): unknown => load(row({ links, nodes: lines("node", "a", "b", "c", "c") }));
    expect(refused).toThrow(ScenarioErrors);
    expect(refused).toThrow(/row\.yaml:5:.*line 5: node c is there already, in line 4/);
    expect(refused).toThrow(/row\.yaml:6:.*line 2: negative latency -1/);
    expect(refused).toThrow(/row\.yaml:6:.*line 3: unknown node d/);
    expect(refused).toThrow(/row\.yaml:6:.*line 5: the link from b to c is there already, in line 4/);
    expect(() => load(row().replace("every: 10 s", "every: 0 s"))).toThrow(/block\.every|more than 0/);
  });
});

describe("the relay of 52 hosts", () => {
  const { scenario, plan } = loadScenarioOf(relayModel, cluster);

  it("reaches everybody with every block, and sends a body to each host but the maker", () => {
    const { metric, tables } = run(scenario);
    expect(plan.sizes).toEqual([
      ["nodes", 52],
      ["links", 312],
      ["blocks", 52],
    ]);
    expect([metric("relay.blocks"), metric("relay.unfinished")]).toEqual([52, 0]);
    expect(valuesOf(tables.traffic!, "delivered_messages")).toEqual([52 * 312, 52 * 51, 52 * 51, 52 * 51]);
    const shares = [50, 80, 90, 96, 98, 100].map((percent) => metric(`adoption.at${percent}Ms`));
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  });

  it("goes on from a stored moment as if it had never stopped", () => {
    const short = loadScenarioOf(relayModel, cluster, { set: ["horizon=8 s"] }).scenario;
    expect(run(short, 2_345_678).fingerprint).toBe(run(short).fingerprint);
  });

  it("has the delays of the cluster, each of its hosts with six producers", () => {
    const text = readFileSync(new URL("../../scenarios/network/cluster52-links.csv", import.meta.url), "utf8");
    const producers = new Map<string, number>();
    for (const line of text.split("\n").slice(4)) {
      const [, to] = line.split(",");
      if (to !== undefined) producers.set(to, (producers.get(to) ?? 0) + 1);
    }
    expect([...producers.values()]).toEqual(Array.from({ length: 52 }, () => 6));
  });
});
