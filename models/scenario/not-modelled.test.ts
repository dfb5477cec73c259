import { describe, expect, it } from "vitest";
import { smallScenario } from "../../test/network-kit.js";
import { notModelled } from "./not-modelled.js";

const about = (fields: Parameters<typeof smallScenario>[0]): string => notModelled(smallScenario(fields)).join("\n");

describe("what a run leaves out", () => {
  it("is what its scenario does not say", () => {
    expect(about({})).toContain("Attackers: the scenario has none");
    expect(about({})).toContain("Archives");
    expect(about({ archives: { count: 9 } })).not.toContain("Archives");
    const off = { consensus: { leaderTimeouts: "off" } } as const;
    expect(about(off)).toContain("its leader is away");
    expect(about({ consensus: { leaderTimeouts: "on" } })).not.toContain("its leader is away");
  });

  it("is said of every run, at its fidelity", () => {
    for (const fields of [{}, { rules: "v2.1-epoch" }]) expect(about(fields)).toContain("fidelity frame");
  });
});
