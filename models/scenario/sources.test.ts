import { describe, expect, it } from "vitest";
import { runScenario, smallScenario } from "../../test/network-kit.js";
import { planOf } from "../plan/plan.js";

const sources = {
  "shards.skew": { source: "assumed", why: "keys are uniform" },
  "operators[0].workers": { source: "measured", why: "a page" },
  "operators[0].uptime": { source: "assumed" },
};

describe("what a scenario says of where its values come from", () => {
  it("lists in the plan every value that is assumed, with why, in the order of the file", () => {
    expect(planOf(smallScenario({ sources })).notes.filter((note) => note.startsWith("assumed"))).toEqual([
      "assumed: shards.skew, keys are uniform",
      "assumed: operators[0].uptime",
    ]);
  });

  it("changes nothing in what happens", () => {
    expect(runScenario(smallScenario({ horizon: "2 h", sources })).fingerprint).toBe(
      runScenario(smallScenario({ horizon: "2 h" })).fingerprint,
    );
  });

  it.each(["shards.skwe", "operators[7].uptime", "operators[0].follow", "", "a..b"])(
    "names fields that have a value: not %s",
    (path) => {
      const { infeasible } = planOf(smallScenario({ sources: { [path]: { source: "assumed" } } }));
      expect(infeasible.map(({ message }) => message)).toEqual(["there is no field with a value at this path"]);
      expect(infeasible[0].path).toBe(`sources[${JSON.stringify(path)}]`);
    },
  );
});
