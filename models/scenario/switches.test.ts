import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type RuleSetName, ruleSetNames, ruleSets } from "../protocol/ground/rule-sets.js";
import { dottedName, switchNames } from "../protocol/ground/switches.js";
import { refuseForeignSwitches, switchesOf, switchesSchema } from "./switches.js";

const schema = z
  .strictObject({ rules: z.enum(ruleSetNames), switches: switchesSchema.prefault({}) })
  .superRefine(refuseForeignSwitches);

const problems = (rules: RuleSetName, switches: object): readonly (readonly [string, string])[] =>
  (schema.safeParse({ rules, switches }).error?.issues ?? []).map(({ path, message }) => [path.join("/"), message]);

describe("switches of a scenario", () => {
  it("can be overridden one by one, by either name, in every preset", () => {
    for (const rules of ruleSetNames) {
      for (const name of switchNames) {
        const scenario = schema.parse({ rules, switches: { [dottedName(name)]: ruleSets[rules][name] } });
        expect(switchesOf(scenario)).toEqual(ruleSets[rules]);
      }
    }
    const thin = schema.parse({ rules: "v2.1-epoch", switches: { "halt.threshold": 2, ringSize: 4 } });
    expect(switchesOf(thin)).toEqual({ ...ruleSets["v2.1-epoch"], haltThreshold: 2, ringSize: 4 });
  });

  it("are refused at their place when unknown, out of range, or written twice", () => {
    expect(problems("v2.1-epoch", { haltTreshold: 3 })).toEqual([
      ["switches", expect.stringContaining("haltTreshold")],
    ]);
    expect(problems("v2.1-epoch", { "ring.size": 0 })).toEqual([["switches/ring.size", expect.any(String)]]);
    expect(problems("v2.1-epoch", { ringSize: 4, "ring.size": 4 })).toEqual([
      ["switches/ring.size", "ringSize says it already"],
    ]);
  });

  it("that the preset cannot take are refused with the list of what it can", () => {
    expect(problems("v2.0.6", { confirmWindow: "nextEpoch" })).toEqual([
      [
        "switches/confirmWindow",
        expect.stringMatching(/^v2\.0\.6 cannot take nextEpoch, because .*; allowed: frames360To720$/),
      ],
    ]);
  });
});
