import { describe, expect, it } from "vitest";
import { runScenario, smallScenario } from "../../../test/network-kit.js";
import { followedFrame } from "./competing-frames.js";

const metricOf = (result: ReturnType<typeof runScenario>, name: string) =>
  result.metrics.find((metric) => metric.name === name)?.value;

describe("two global frames that compete", () => {
  it("are decided for the one that more of the committee signed, whichever was seen first", () => {
    expect([followedFrame([4, 2], 0), followedFrame([4, 2], 1), followedFrame([1, 5], 0)]).toEqual([0, 0, 1]);
  });

  it("are decided for the one seen first where as many signed both", () => {
    expect([followedFrame([3, 3], 0), followedFrame([3, 3], 1)]).toEqual([0, 1]);
  });
});

describe("forks of a simulated network", () => {
  const fields = {
    horizon: "8 h",
    operators: [{ class: "home", count: 60, workers: 4, arrive: "200/d", uptime: "98 %" }],
    shards: { count: 12, world: "10 GB" },
  };
  it("hold requests back and lose none: everybody still finds an allocation", () => {
    const calm = runScenario(smallScenario(fields));
    const forked = runScenario(smallScenario({ ...fields, consensus: { competingFrames: "50 %" } }));
    expect(metricOf(calm, "consensus.decidedForks")).toBe(0);
    expect(Number(metricOf(forked, "consensus.decidedForks"))).toBeGreaterThan(20);
    expect(forked.fingerprint).not.toBe(calm.fingerprint);
    expect(Number(metricOf(forked, "lifecycle.confirms"))).toBeGreaterThan(
      0.9 * Number(metricOf(calm, "lifecycle.confirms")),
    );
  });

  it("change nothing where they are not asked for", () => {
    const unsaid = runScenario(smallScenario(fields));
    const never = runScenario(smallScenario({ ...fields, consensus: { competingFrames: "0 %" } }));
    expect(never.fingerprint).toBe(unsaid.fingerprint);
  });
});
