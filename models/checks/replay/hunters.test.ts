/** Audits of networks in which attackers go after shards, some of which have no data. */
import { describe, expect, it } from "vitest";
import { smallScenario } from "../../../test/network-kit.js";
import { writtenRun } from "../../../test/written-run.js";
import { auditRun } from "../audit-run.js";

/** A grid of sixteen shards, of which a split by path leaves some without a key and a byte. */
const run = writtenRun(
  smallScenario({
    rules: "v2.1-simplex",
    horizon: "6 h",
    switches: { epochFrames: 77 },
    operators: [
      { class: "honest", count: 47, workers: 3 },
      { class: "hired", count: 0, workers: 2, cost: { hardware: "1 USD" } },
    ],
    shards: { prefixBits: 4, world: "122 GB" },
    attackers: [{ kind: "quorum capture", class: "hired", identities: 2, budget: "14.10 USD" }],
    market: { price: { start: "0.05 USD" } },
  }),
);

describe("an audit of a run with attackers after shards", () => {
  it("finds nobody on a shard without data", () => {
    const empty = run.shards.filter(({ size_bytes: bytes, live }) => bytes === "0" && live === "1");
    expect(empty.length).toBeGreaterThan(0);
    expect(auditRun(run).findings).toEqual([]);
    const hired = run.provers.filter(({ operator_class: name }) => name === "hired");
    expect(hired.length).toBeGreaterThan(0);
  });
});
