import { describe, expect, it } from "vitest";
import { whyFixed } from "./going-on.js";
import { messages } from "./messages.js";
import { mixnetScenarioSchema } from "./schema.js";

const atUs = 60_000_000;

const scenarioWith = (silent: readonly object[]) =>
  mixnetScenarioSchema.parse({
    model: "mixnet",
    name: "silences",
    horizon: "4 min",
    mixnet: { players: 9, batch: 100 },
    users: { count: 100, rate: "20/s" },
    silent,
  });

const whyNot = (before: readonly object[], after: readonly object[]): string | null =>
  whyFixed({ path: "silent", before: scenarioWith(before), after: scenarioWith(after), atUs });

describe("silences of a mixnet that goes on from a minute", () => {
  const [first, begun, later] = [
    { player: 1, at: "10 s", for: "5 s" },
    { player: 2, at: "60 s", for: "40 s" },
    { player: 3, at: "61 s", for: "10 s" },
  ];

  it("may come, change and not come at all, as long as they have not begun", () => {
    expect(whyNot([], [later])).toBeNull();
    expect(whyNot([first, begun, later], [begun, first])).toBeNull();
    expect(whyNot([first, later], [first, { ...later, at: "2 min" }])).toBeNull();
  });

  it.each([
    ["one that would have begun before", [], [first]],
    ["one that has begun and would not have", [begun], []],
    ["another player", [first], [{ ...first, player: 4 }]],
    ["another moment", [first], [{ ...first, at: "11 s" }]],
    ["another end, for which messages wait", [begun], [{ ...begun, for: "50 s" }]],
    ["no end", [begun], [{ player: 2, at: "60 s" }]],
  ])("are refused: %s", (_what, before, after) => {
    expect(whyNot(before, after)).toBe(messages.begun());
  });

  it("are all that may be otherwise", () => {
    const scenario = scenarioWith([]);
    expect(whyFixed({ path: "mixnet.batch", before: scenario, after: scenario, atUs })).toBe(messages.fixed());
  });
});
