/** Members who stand in for a committee that nobody belongs to yet, where committees stay until they hand over. */
import { describe, expect, it } from "vitest";
import { smallScenario } from "../../../test/network-kit.js";
import { writtenRun } from "../../../test/written-run.js";
import { auditRun } from "../../checks/audit-run.js";

/** Everybody is away for most of the time, and joins are in effect long after they are confirmed. */
const scenario = smallScenario({
  rules: "v2.1-simplex",
  horizon: "8000 s",
  switches: { epochFrames: 162, committeeSession: "on" },
  operators: [{ class: "away", count: 10, workers: 1, uptime: "35 %" }],
  shards: { count: 1, world: "1 MiB" },
});

const runs = ["1", "2", "3", "4", "5", "6"].map((seed) => [seed, writtenRun(scenario, seed)] as const);

describe("whoever stands in", () => {
  it("is evicted in some of these runs", () => {
    expect(runs.some(([, { events }]) => events.some(({ what }) => what === "evicted"))).toBe(true);
  });

  it.each(runs)("is idle from when it began to, not from when its node went off: seed %s", (_seed, run) => {
    expect(auditRun(run).findings).toEqual([]);
  });
});
