import { describe, expect, it } from "vitest";
import { z } from "zod";
import { smallScenario } from "../../test/network-kit.js";
import { schemasAt } from "../../sim/scenario/schema-walk.js";
import { parsePath } from "../../sim/scenario/path.js";
import { assumedInputs } from "./assumed-inputs.js";
import { profileNames } from "./profiles.js";
import { scenarioSchema } from "./schema.js";

const market = { price: { start: "0.05 USD" } };
const operator = { class: "one", count: 1, workers: 1 };

describe("figures that are assumed", () => {
  it("are first what the scenario says is assumed, then what profiles cost, then marked fields", () => {
    const found = assumedInputs(
      smallScenario({
        market,
        operators: [{ ...operator, profile: "container farm" }],
        sources: {
          "market.price.start": { source: "assumed", why: "nobody knows" },
          "operators[0].uptime": { source: "measured" },
        },
      }),
    );
    expect(found[0]).toEqual({ path: "market.price.start", why: "nobody knows" });
    expect(found[1]).toMatchObject({ path: "operators[0].cost.life", value: "1 y" });
    expect(found[2]).toMatchObject({ path: "operators[0].cost.hosting", value: "25 USD/month" });
    expect(found.map(({ path }) => path)).toContain("network.messageLoss");
  });

  it("are none where a class says itself what it costs, or somebody has measured it", () => {
    const own = smallScenario({ market, operators: [{ ...operator, profile: "home", cost: { power: "20 W" } }] });
    const paths = assumedInputs(own).map(({ path }) => path);
    expect(paths).toContain("operators[0].cost.energy");
    expect(paths).not.toContain("operators[0].cost.power");
    const known = smallScenario({ sources: { "network.messageLoss": { source: "measured" } } });
    expect(assumedInputs(known).map(({ path }) => path)).not.toContain("network.messageLoss");
  });

  it("of every profile could be written at their paths as they are told", () => {
    for (const profile of profileNames) {
      const figures = assumedInputs(smallScenario({ market, operators: [{ ...operator, profile }] })).filter(
        ({ value }) => value !== undefined,
      );
      expect(figures.length).toBeGreaterThan(1);
      for (const { path, value } of figures) {
        const [schema] = schemasAt(scenarioSchema, parsePath(path)!);
        expect(z.safeParse(schema, value).success).toBe(true);
      }
    }
  });
});
