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

  it("is a flood of archives at message fidelity", () => {
    const flood = { attackers: [{ kind: "message spam", class: "senders", budget: "5 USD", lasts: "1 h" }] };
    const priced: ScenarioText = {
      operators: [
        { class: "nodes", count: 12, workers: 3 },
        { class: "senders", count: 0, workers: 1, cost: { hosting: "72 USD/month" } },
      ],
      market: { price: { start: "1 USD" } },
    };
    expect(refusals({ ...priced, ...flood })).toEqual([]);
    expect(refusals({ ...byMessages, ...priced, ...flood })).toEqual([
      "attackers[0].kind: what a flood crowds out is drawn at frame fidelity only: leave the attacker out, or write fidelity: frame",
    ]);
  });
});
