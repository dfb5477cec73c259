import { describe, expect, it } from "vitest";
import { type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { planOf } from "../plan.js";

const refusals = (fields: ScenarioText) =>
  planOf(smallScenario(fields)).infeasible.map(({ path, message }) => `${path}: ${message}`);
const nodes = (fields: ScenarioText): ScenarioText => ({
  operators: [{ class: "nodes", count: 12, workers: 3, ...fields }],
});
const byMessages: ScenarioText = { fidelity: "message" };

describe("what the plan refuses of the wire", () => {
  it("are regions that there are not, at any fidelity, with the nearest one", () => {
    const network = { regions: { shares: { "north pole": 1 } }, archives: { region: "eurpe" } };
    const { infeasible } = planOf(smallScenario({ ...nodes({ region: "mars" }), network }));
    expect(infeasible.map(({ path }) => path)).toEqual([
      "operators[0].region",
      "network.archives.region",
      "network.regions.shares",
    ]);
    expect(infeasible[1].misspelt?.word).toBe("eurpe");
    const six = { regions: { preset: "six-regions-2019" } };
    expect(refusals({ ...nodes({ region: "japan" }), network: six })).toEqual([]);
    expect(refusals(nodes({ region: "japan" }))).toHaveLength(1);
    expect(refusals({ network: { regions: { shares: { europe: 0 } } } })).toEqual([
      "network.regions.shares: some region needs a part above 0",
    ]);
  });

  it("are lines over which nothing gets, at message fidelity", () => {
    const none = nodes({ upload: "0 bit/s", download: "0 bit/s", loss: "100 %" });
    expect(refusals(none)).toEqual([]);
    expect(refusals({ ...byMessages, ...none })).toEqual([
      "operators[0].upload: a line that carries nothing; at message fidelity allowed is more than 0 bit/s",
      "operators[0].download: a line that carries nothing; at message fidelity allowed is more than 0 bit/s",
      "operators[0].loss: nothing would ever arrive; allowed is less than 100 %",
    ]);
    expect(refusals({ ...byMessages, network: { archives: { upload: "0 bit/s" } } })).toHaveLength(1);
  });

  it("is message fidelity before 2.1, with gossip of the Go node, and with outages by another law", () => {
    const old = { rules: "v2.0.6", shards: { count: 1, world: "20 GB" } };
    expect(refusals({ ...byMessages, ...old })).toEqual([
      "fidelity: message, but before 2.1 (lifecycle trie) nodes asked for no places; write frame",
    ]);
    expect(refusals({ ...byMessages, rules: "v2.1-frames" })).toEqual([
      "fidelity: message, but with transport go requests are gossiped, and frames are not polled; write frame",
    ]);
    const tilt = { rare: { tilt: [{ class: "nodes", often: 2 }] }, ...nodes({ uptime: "99 %" }) };
    expect(refusals({ ...byMessages, ...tilt })).toEqual([
      "rare: runs at message fidelity are not weighed; leave it out, or write fidelity: frame",
    ]);
    expect(refusals(byMessages)).toEqual([]);
  });

  it("are faults where no message takes any way, and those that cannot be, each with its place and the nearest word", () => {
    const path = { from: { classes: ["nodes"] }, to: { classes: ["archives"] } };
    const cut = { fault: "cut", at: "1 h", for: "1 h", ...path };
    expect(refusals({ ...byMessages, faults: [cut] })).toEqual([]);
    expect(refusals({ faults: [cut] })).toEqual([
      "faults: at fidelity frame no message takes any way that could be cut; write fidelity: message",
    ]);
    const { infeasible } = planOf(
      smallScenario({
        ...byMessages,
        faults: [
          { ...cut, from: { classes: ["node"], regions: ["eurpe"] } },
          { fault: "partition", at: "1 h", for: "1 h" },
          { ...cut, for: "0 s", to: {} },
          { ...cut, for: "1 min", every: "59 s" },
        ],
      }),
    );
    expect(infeasible.map(({ path: at, message, misspelt }) => [at, message, misspelt?.word])).toEqual([
      ["faults[0].from.classes[0]", 'there is no "node"; there are nodes, archives', "node"],
      ["faults[0].from.regions[0]", expect.stringContaining('there is no "eurpe"'), "eurpe"],
      ["faults[1]", "a partition needs `groups`", undefined],
      ["faults[2].for", "allowed is more than 0", undefined],
      ["faults[2].to", "nobody is in it; write classes, regions or both", undefined],
      ["faults[3].every", "it begins again before it has ended", undefined],
    ]);
    expect(refusals({ ...byMessages, faults: [{ ...cut, for: "1 ms", every: "1 ms" }] })).toEqual([
      "faults[0].every: it would happen 3,600,000 times; allowed are 10,000: write a longer time",
    ]);
    const often = { ...cut, for: "1 s", every: "1 s" };
    expect(refusals({ ...byMessages, faults: [often, often, often] })).toEqual([
      "faults: they begin 10,803 times; allowed are 10,000",
    ]);
    const operators = [{ class: "archives", count: 12, workers: 3 }];
    expect(refusals({ ...byMessages, operators, faults: [{ ...cut, from: { classes: ["archives"] } }] })).toEqual([
      "operators[0].class: archives are the archives where faults name classes; write another name",
    ]);
  });
});
