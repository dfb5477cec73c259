/** Audits of networks whose shards split by keys, deal their members and merge with their siblings. */
import { describe, expect, it } from "vitest";
import { octoberShards } from "../../../test/october-shards.js";
import { smallScenario } from "../../../test/network-kit.js";
import { says, withEvent } from "../../../test/planted.js";
import { writtenRun } from "../../../test/written-run.js";
import { auditRun } from "../audit-run.js";

const run = writtenRun(
  smallScenario({
    horizon: "14 h",
    switches: {
      epochFrames: 120,
      maximumProvers: 11,
      haltGraceFrames: 150,
      ...octoberShards,
    },
    operators: [
      { class: "steady", count: 12, workers: 3, uptime: "95 %" },
      { class: "frail", count: 9, workers: 2, uptime: "60 %", outage: "90 min" },
      { class: "guests", count: 8, workers: 3, leave: "half-life 3 h", arrive: "30/d", uptime: "80 %" },
    ],
    shards: { prefixBits: 3, world: "20 GB", metadata: "12 kB", growth: "5 %/month" },
    fees: { transactions: "20/min", bytes: "1 kB" },
    network: { messageLoss: "2 %" },
    report: { every: "20 min" },
  }),
);
const seen = new Set(run.events.map(({ rule, what }) => `${rule}: ${what}`));
const rulesFound = (changed: typeof run): string[] => auditRun(changed).findings.map(({ rule }) => rule);

describe("an audit of splits by path", () => {
  it("finds nothing in what a run wrote, and has seen what can happen", () => {
    expect(auditRun(run).findings).toEqual([]);
    const expected = [
      "shard.dealMembers: moved to a part",
      "shard.dealMembers: place closed",
      "shard.siblingMerge: merge noted",
      "shard.siblingMerge: moved to the whole",
    ];
    expect(expected.filter((phrase) => !seen.has(phrase))).toEqual([]);
  });

  it("finds a byte that went to the other side, a member that did, and a place that is left on the parent", () => {
    const isPart = ({ what, other, value }: (typeof run.events)[number]): boolean =>
      what === "shard appears" && !Number.isNaN(other) && value > 0;
    const larger = withEvent(run, isPart, (event) => ({ ...event, value: event.value + 1 }));
    expect(rulesFound(larger)).toContain("shard.sizesFromKeys");
    const moved = run.events.find(says("moved to a part")) as (typeof run.events)[number];
    const beside = run.events.find(
      ({ what, other, frame, shard }) =>
        what === "moved to a part" && other === moved.other && frame === moved.frame && shard !== moved.shard,
    );
    const dealtElsewhere = withEvent(run, says("moved to a part"), (event) => ({
      ...event,
      shard: beside?.shard ?? -1,
    }));
    expect(rulesFound(dealtElsewhere)).toContain("shard.assignChild");
    const isVacated = ({ rule, what }: (typeof run.events)[number]): boolean =>
      rule === "shard.dealMembers" && what === "place closed";
    expect(rulesFound({ ...run, events: run.events.filter((event) => !isVacated(event)) })).toContain(
      "shard.dealMembers",
    );
  });
});
