/** Curves that add something up do so from the first frame of a network on. */
import { describe, expect, it } from "vitest";
import { smallScenario } from "../../../test/network-kit.js";
import * as curves from "../../curves/list.js";
import { curveOf } from "../../scenario/curve.js";
import { switchesOf } from "../../scenario/switches.js";
import { RewardClasses } from "./reward-classes.js";

/** What is issued a frame at each of some steps, in frames since the first. */
function basesAt(steps: readonly number[], { kind, first }: { readonly kind: string; readonly first: number }): bigint[] {
  const scenario = smallScenario({ curve: kind === "formula" ? { kind, formula: "1 QUIL" } : { kind }, frames: { first } });
  const rules = switchesOf(scenario);
  const rewards = new RewardClasses(rules, curveOf(scenario, rules), scenario.frames.difficulty);
  return steps.map((step) => {
    rewards.reset({ worldBytes: 2 ** 30, supplyUnits: 0n }, first + step);
    return rewards.basisUnits;
  });
} // prettier-ignore

describe("what a frame issues", () => {
  it.each(Object.values(curves).map(({ id }) => id))("does not depend on the number of the first frame: %s", (kind) => {
    const steps = [0, 360, 720, 100_000];
    expect(basesAt(steps, { kind, first: 1_000_000_000 })).toEqual(basesAt(steps, { kind, first: 0 }));
  });
});
