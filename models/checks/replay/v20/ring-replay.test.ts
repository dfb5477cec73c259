/** Audits of runs of 2.0 find nothing in what was written, and whatever is written differently on purpose. */
import { describe, expect, it } from "vitest";
import { type ScenarioText, smallScenario } from "../../../../test/network-kit.js";
import { later, leftOut, oneMore, says, withCell, withEvent } from "../../../../test/planted.js";
import { writtenRun } from "../../../../test/written-run.js";
import { auditRun } from "../../audit-run.js";
import type { WrittenEvent, WrittenRun } from "../written-run.js";

/** Rings of six, nodes that come, fail and leave, and cores that follow a measurement. */
const lively = (fields: ScenarioText = {}): WrittenRun =>
  writtenRun(
    smallScenario({
      rules: "v2.0.6",
      horizon: "8 h",
      frames: { first: 98_460 },
      switches: { ringSize: 6 },
      operators: [
        { class: "steady", count: 16, workers: 3, seniority: "historic", uptime: "85 %", outage: "30 min" },
        { class: "guests", count: 6, workers: 2, arrive: "60/d", leave: "half-life 3 h", uptime: "90 %" },
        { class: "growing", count: 5, workers: 2, follow: "cores" },
      ],
      observed: { source: "a page", timeDays: [0, 0.15, 0.3], columns: { cores: [10, 22, 15] } },
      report: { every: "20 min" },
      ...fields,
    }),
  );

const run = lively();

describe("an audit of a run of 2.0", () => {
  it("finds nothing, and has seen all that can happen", () => {
    const audit = auditRun(run);
    expect(audit.findings).toEqual([]);
    expect(audit.events).toBeGreaterThan(1000);
    const seen = new Set(run.events.map(({ what }) => what));
    const expected = [
      "asks to join", "asks to leave", "joined", "left", "removed", "moved to a ring", "has seniority", "has proved",
      "has workers", "cores at work", "pays a core", "goes offline", "comes back online", "is gone",
    ]; // prettier-ignore
    expect(expected.filter((phrase) => !seen.has(phrase))).toEqual([]);
  });

  it.each<[about: string, fields: ScenarioText]>([
    ["messages and minting open", { frames: { first: 46_400 } }],
    ["the rule of age begins", { frames: { first: 51_000 } }],
    ["the assumed world grows", { frames: { first: 183_500 } }],
    ["it grows before anybody is there", { frames: { first: 184_200 }, operators: latecomers(), observed: undefined }],
    [
      "other switches hold",
      {
        switches: {
          ringSize: 4,
          ringDivisor: "ringPlusOne",
          emptySlots: "notMinted",
          kickSeniority: "zeroed",
          seniorityAccrual: "none",
        },
      },
    ],
    ["every node has a ring of its own", { switches: { ringSize: 1 } }],
    ["old versions are refused", { operators: staleVersions(), network: { date: "2024-11-24" }, observed: undefined }],
    ["rows and frames are out of step", { report: { every: "47 s" }, horizon: "10001 s" }],
    ["no frame is simulated", { frames: { first: 98_460, pace: "1 min" }, horizon: "29 s" }],
  ])("finds nothing where %s", (_about, fields) => {
    expect(auditRun(lively(fields)).findings).toEqual([]);
  });

  it("finds nothing where nodes come and go within a frame: a visit is no proof", () => {
    const operators = [
      { class: "visitors", count: 60, workers: 1, uptime: "2 %", outage: "3 min" },
      { class: "steady", count: 4, workers: 1 },
    ];
    const visits = lively({ operators, observed: undefined, frames: { first: 99_900 } });
    const removed = visits.events.filter(says("removed"));
    expect(removed.length).toBeGreaterThan(10);
    expect(auditRun(visits).findings).toEqual([]);
  });

  it("finds nothing in a run that was ended early", () => {
    const scenario = smallScenario({ rules: "v2.0.6", horizon: "8 h", frames: { first: 60_000 } });
    expect(auditRun(writtenRun(scenario, "1", 7_000_000_000)).findings).toEqual([]);
  });
});

function staleVersions(): ScenarioText[] {
  return [
    { class: "updated", count: 6, workers: 2, version: "2.0.6" },
    { class: "stale", count: 4, workers: 2, version: "2.0.3" },
  ];
}

function latecomers(): ScenarioText[] {
  return [{ class: "late", count: 3, workers: 2, appear: { from: "2 h", until: "3 h" } }];
}

const oneHigher = (event: WrittenEvent): WrittenEvent => ({ ...event, value: event.value + 1 });
/** Somewhere in the middle, where rings are many and nodes have proved something. */
const midway = run.events[Math.floor(run.events.length / 3)].frame;
const saysMidway = (what: string, rule?: string) => (event: WrittenEvent) =>
  event.frame > midway && says(what, rule)(event);

/** What was planted, and the rule by which it must be found. */
const planted: readonly (readonly [what: string, rule: string, run: () => WrittenRun])[] = [
  ["a reward of one unit more", "provers.csv", () => withCell(run, "provers", "reward_units", oneMore)],
  ["a point more", "provers.csv", () => withCell(run, "provers", "seniority", oneMore)],
  ["a class's reward of one unit more", "operators.csv", () => withCell(run, "operators", "reward_units", oneMore)],
  ["a ring's reward of one unit more", "rings.csv", () => withCell(run, "rings", "reward_units", oneMore)],
  ["a core's earnings in a ring of one unit more", "rings.csv", () => withCell(run, "rings", "position_units", oneMore)],
  ["a member more in a ring", "rings.csv", () => withCell(run, "rings", "provers", oneMore)],
  ["a member more on the shard", "shards.csv", () => withCell(run, "shards", "active", oneMore)],
  ["a unit more issued", "series.csv", () => withCell(run, "series", "emission.issuedUnits", oneMore)],
  ["a unit more in a pot", "series.csv", () => withCell(run, "series", "v20.pot1Units", oneMore)],
  ["a core more at work in ring 0", "series.csv", () => withCell(run, "series", "v20.cores0", oneMore)],
  ["a member more in ring 2", "series.csv", () => withCell(run, "series", "ring.provers2", oneMore)],
  ["a core more that nobody uses", "series.csv", () => withCell(run, "series", "population.workersFree", oneMore)],
  ["a removal more", "series.csv", () => withCell(run, "series", "lifecycle.evictions", oneMore)],
  ["a join to another ring", "ring.v20.fill", () => withEvent(run, saysMidway("joined"), oneHigher)],
  ["a join that was never asked for", "ring.v20.fill", () => withEvent(run, saysMidway("asks to join"), leftOut)],
  ["a join of which nothing is told", "ring.v20.fill", () => withEvent(run, saysMidway("joined"), leftOut)],
  ["a leave of which nothing is told", "ring.v20.fill", () => withEvent(run, says("left"), leftOut)],
  ["a leave that was never asked for", "ring.v20.fill", () => withEvent(run, says("asks to leave"), leftOut)],
  ["a removal that was skipped", "ring.v20.fill", () => withEvent(run, says("removed"), leftOut)],
  ["a removal that is told twice", "ring.v20.fill", () => withEventTwice(run, says("removed"))],
  ["a removal before its time", "ring.v20.fill", () => withEarlyRemoval(run)],
  ["a move inward that was skipped", "ring.v20.fill", () => withEvent(run, says("moved to a ring"), leftOut)],
  ["a move to another ring", "ring.v20.fill", () => withEvent(run, says("moved to a ring"), oneHigher)],
  ["a move by another node", "ring.v20.fill",
    () => withEvent(run, says("moved to a ring"), (event) => ({ ...event, prover: run.events.find(saysMidway("goes offline"))!.prover }))],
  ["other seniorities, and so other moves", "ring.v20.fill",
    () => ({ ...run, events: run.events.map((event) => (says("has seniority", "scenario.operators")(event) ? { ...event, value: 1 } : event)) })],
  ["a join worth a point more", "seniority.v20.events",
    () => withEvent(run, saysMidway("has seniority", "seniority.v20.events"), oneHigher)],
  ["a removal that leaves the seniority", "seniority.onKick",
    () => withEvent(run, says("has seniority", "seniority.onKick"), (event) => ({ ...event, value: event.value + 10 }))],
  ["a proof more", "seniority.v20.events",
    () => withEvent(run, saysMidway("has proved"), (event) => ({ ...event, other: event.other + 1 }))],
  ["a point more for proofs", "seniority.v20.events", () => withEvent(run, saysMidway("has proved"), oneHigher)],
  ["proofs of which nothing is told", "seniority.v20.events", () => withEvent(run, saysMidway("has proved"), leftOut)],
  ["a core more at work", "ring.v20.fill", () => withEvent(run, saysMidway("cores at work"), oneHigher)],
  ["a change of cores at work of which nothing is told", "ring.v20.fill",
    () => withEvent(run, saysMidway("cores at work"), leftOut)],
  ["a unit more for a core", "emission.v20.share", () => withEvent(run, saysMidway("pays a core"), oneHigher)],
  ["a change of pay of which nothing is told", "emission.v20.share",
    () => withEvent(run, saysMidway("pays a core"), leftOut)],
  ["an outage of which nothing is told", "scenario.operators",
    () => withEvent(run, saysMidway("goes offline"), leftOut)],
  ["a return a frame late", "ring.v20.fill", () => withEvent(run, saysMidway("comes back online"), later(1))],
  ["a core more at a node", "ring.v20.fill", () => withEvent(run, says("has workers"), oneHigher)],
  ["a row about nobody", "events.csv",
    () => withEvent(run, says("is gone"), (event) => ({ ...event, prover: 12_345 }))],
  ["a phrase that nobody knows", "events.csv",
    () => withEvent(run, says("joined"), (event) => ({ ...event, what: "sat down" }))],
]; // prettier-ignore

function withEventTwice(whole: WrittenRun, isIt: (event: WrittenEvent) => boolean): WrittenRun {
  const at = whole.events.findIndex(isIt);
  return { ...whole, events: whole.events.toSpliced(at, 0, whole.events[at]) };
}

/** The first removal happens ten frames earlier. */
function withEarlyRemoval(whole: WrittenRun): WrittenRun {
  const at = whole.events.findIndex(says("removed"));
  const early = later(-10)(whole.events[at]);
  const rest = whole.events.toSpliced(at, 1);
  return { ...whole, events: rest.toSpliced(rest.findIndex(({ frame }) => frame > early.frame), 0, early) }; // prettier-ignore
}

describe("whatever is written differently on purpose in a run of 2.0", () => {
  it.each(planted)("is found: %s [%s]", (_what, rule, altered) => {
    const { findings } = auditRun(altered());
    expect(findings.map((finding) => finding.rule)).toContain(rule);
  });
});
