import { describe, expect, test } from "vitest";
import { type WalkScenario, walkModel } from "../../../test/walk-model.js";
import { execute } from "../replicate/execute.js";

const model = walkModel("none");
const scenario: WalkScenario = { name: "walk", about: "", seed: 1, replications: 2, horizon: 9_500_000, walkers: 7 };
const quiet = { progress: { update() {}, stop() {} }, interrupt: { requested: false, release() {} } };
const options = { replications: [0, 1], replayOf: () => "none", ...quiet };
const secondUs = 1_000_000;

describe("a run that is stored at moments", () => {
  test("comes to the same, and so does one that goes on from any of them", async () => {
    const { results: whole } = await execute(model, scenario, options);
    // Before anything happens, between two moments with events, at one, and at the horizon.
    const saveAtUs = [0, 2.5 * secondUs, 6 * secondUs, 9.5 * secondUs];
    const { results } = await execute(model, scenario, { ...options, saveAtUs });
    expect(results.map(({ stored: _unused, ...rest }) => rest)).toEqual(
      whole.map(({ stored: _unused, ...rest }) => rest),
    );
    saveAtUs.forEach((atUs, k) => expect(results[0].stored[k].atUs).toBe(atUs));
    for (const k of saveAtUs.keys()) {
      const from = results.map(({ stored }) => stored[k]);
      expect((await execute(model, scenario, { ...options, from })).results).toEqual(whole);
    }
  });

  test("can be stored again on the way, at the moment it goes on from too", async () => {
    const saveAtUs = [3 * secondUs, 5 * secondUs];
    const { results } = await execute(model, scenario, { ...options, saveAtUs });
    const from = results.map(({ stored }) => stored[0]);
    const { results: again } = await execute(model, scenario, { ...options, saveAtUs, from });
    expect(again).toEqual(results);
  });

  test("is stored where nothing is left to happen before the moment", async () => {
    const still = { ...scenario, horizon: 500_000 };
    const { results } = await execute(model, still, { ...options, saveAtUs: [200_000] });
    expect(results[1].stored.map(({ atUs }) => atUs)).toEqual([200_000]);
  });
});
