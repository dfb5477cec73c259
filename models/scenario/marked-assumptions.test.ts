import { describe, expect, it } from "vitest";
import { loadShipped } from "../../test/baselines/shipped.js";
import { runScenario, smallScenario, type ScenarioText } from "../../test/network-kit.js";
import { assumptionLine, assumptionsUsed } from "./marked-assumptions.js";

const used = (fields: ScenarioText = {}): Record<string, string> =>
  Object.fromEntries(assumptionsUsed(smallScenario(fields)).map(({ what, why }) => [what, why]));

describe("the assumptions that a run rests on", () => {
  it("are values marked as such, defaults too, where they are in use", () => {
    expect(used()).toEqual({
      "network.messageLoss": "share of node messages that never arrive, at frame and epoch fidelity; assumption",
    });
    expect(used({ network: { messageLoss: "0 %" } })).toEqual({});
    expect(Object.keys(used({ archives: { count: 5 }, shards: { count: 4, world: "4 GB", skew: "zipf 1" } }))).toEqual([
      "shards.skew",
      "network.messageLoss",
      "archives.uptime",
      "archives.outage",
    ]);
  });

  it("are of alike classes told once, and how many more there are", () => {
    const operators = ["a", "b", "c"].map((name) => ({
      class: name,
      count: 2,
      workers: 1,
      pauses: true,
      uptime: "90 %",
    }));
    expect(used({ operators })["operators[0].pauses"]).toMatch(/; assumption \(and of 2 more\)$/);
    expect(Object.keys(used({ operators }))).not.toContain("operators[1].pauses");
  });

  it("are what the scenario says of a value, where it says something", () => {
    const sources = { "network.messageLoss": { source: "claimed", why: "a talk" } };
    expect(used({ sources })).toEqual({ "network.messageLoss": "claimed: a talk" });
    expect(used({ sources: { "network.messageLoss": { source: "measured" } } })).toEqual({});
  });

  it("are counted in one line of the summary, defaults too, with the first of them; none where nothing is assumed", () => {
    const all = smallScenario({
      archives: { count: 5 },
      shards: { count: 4, world: "4 GB", skew: "zipf 1" },
      sources: { "operators[0].workers": { source: "claimed" } },
      horizon: "1 h",
    });
    const { summaryLines } = runScenario(all);
    expect(summaryLines.at(-1)).toBe(
      "Rests on 5 values that nobody has measured (operators[0].workers, shards.skew, network.messageLoss, …): the report lists what is assumed, and why.",
    );
    expect(assumptionLine(smallScenario())[0]).toMatch(
      /^Rests on a value that nobody has measured \(network\.messageLoss\):/,
    );
    expect(assumptionLine(smallScenario({ network: { messageLoss: "0 %" } }))).toEqual([]);
  });

  it("of an era are its own: nobody's requests are lost in Dusk", () => {
    expect(assumptionsUsed(loadShipped("eras/dusk.yaml")).map(({ what }) => what)).toEqual([
      "dusk.squaringsPerMs",
      "dusk.spread",
    ]);
  });
});
