/** Fees where there is hardly any of the token: nobody pays with what a shard has not issued after all. */
import { describe, expect, it } from "vitest";
import { type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { writtenRun } from "../../../test/written-run.js";
import { auditRun } from "../../checks/audit-run.js";

const scarce = (fields: ScenarioText) =>
  smallScenario({
    rules: "v2.1-epoch",
    horizon: "20000 s",
    operators: [{ class: "all", count: 9, workers: 1, uptime: "80 %" }],
    shards: { count: 2, world: "300 MB" },
    fees: { transactions: "75000/d", bytes: "5 MiB" },
    curve: { kind: "constant", amount: "1 QUIL" },
    ...fields,
  });

describe("transactions that cost all there is", () => {
  it.each([{ consensus: { leaderTimeouts: "on" } }, {}])("are never fewer than none: %j", (fields) => {
    for (const seed of ["1", "2", "3", "4", "5", "6", "7", "8"]) {
      const run = writtenRun(scarce(fields), seed);
      const paid = run.events.filter(({ what }) => what === "transactions");
      expect(paid.length).toBeGreaterThan(1);
      expect(paid.every(({ other }) => other >= 0)).toBe(true);
      expect(auditRun(run).findings).toEqual([]);
    }
  });
});
