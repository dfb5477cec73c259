/** Audits find nothing in what runs wrote, and whatever is written differently on purpose. */
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { later, leftOut, oneMore, says, withCell, withEvent } from "../../../test/planted.js";
import { writtenRun } from "../../../test/written-run.js";
import type { RuleSetName } from "../../protocol/ground/rule-sets.js";
import { auditRun } from "../audit-run.js";
import type { WrittenEvent, WrittenRun } from "./written-run.js";

/** Networks in which something of everything happens, in half a day. */
const lively = (rules: RuleSetName, fields: ScenarioText = {}, switches: ScenarioText = {}) => {
  const scenario = smallScenario({
    rules,
    horizon: "14 h",
    switches: { epochFrames: 240, maximumProvers: 11, haltGraceFrames: 150, feeSink: "ringParticipants" },
    operators: [
      { class: "steady", count: 12, workers: 3, seniority: "historic", uptime: "95 %", mergeSeniority: "3 h" },
      { class: "frail", count: 9, workers: 2, seniority: { points: 5000 }, uptime: "60 %", outage: "90 min" },
      { class: "guests", count: 8, workers: 3, leave: "half-life 4 h", arrive: "30/d", pauses: true, uptime: "80 %" },
      { class: "false", count: 2, workers: 1, seniority: { points: 300 }, equivocate: "3/d", holds: "70 %" },
    ],
    shards: { count: 4, world: "20 GB", growth: "5 %/month", skew: "zipf 0.6" },
    fees: { transactions: "20/min", bytes: "1 kB" },
    network: { messageLoss: "2 %" },
    report: { every: "20 min" },
    ...fields,
  });
  return writtenRun({ ...scenario, switches: { ...scenario.switches, ...switches } });
};

/** Some of October's rules, and many who store too little. */
const october = () =>
  lively(
    "v2.1-epoch",
    {
      operators: [
        { class: "steady", count: 12, workers: 3, seniority: "historic", uptime: "95 %", mergeSeniority: "3 h" },
        { class: "false", count: 12, workers: 1, holds: "20 %", uptime: "90 %", arrive: "30/d", equivocate: "1/d" },
      ],
    },
    {
      ringOrder: "joinFrameAddress",
      storageOpenings: "leader",
      leaderRule: "roundRobin",
      feeSink: "participants",
      voteWeight: "equal",
      quorumRule: "headCount",
      seniorityAccrual: "perActiveFrame",
    },
  );

const ruleSets = ["v2.1-epoch", "v2.1-frames", "seed", "article"] as const;
const runs = new Map(ruleSets.map((rules) => [rules, lively(rules)]));
const runOf = (rules: (typeof ruleSets)[number]): WrittenRun => runs.get(rules) as WrittenRun;
const phrases = (run: WrittenRun): Set<string> => new Set(run.events.map(({ what }) => what));

const valueMore = ({ value, ...event }: WrittenEvent): WrittenEvent => ({ ...event, value: value + 1 });

const findingsOf = (run: WrittenRun): readonly string[] =>
  auditRun(run).findings.map(({ rule, expected }) => `${rule}: ${expected}`);

describe("an audit of what a run wrote", () => {
  it.each(ruleSets)("finds nothing under %s", (rules) => {
    const audit = auditRun(runOf(rules));
    expect(audit.findings).toEqual([]);
    expect(audit.events).toBeGreaterThan(1000);
  });

  it("has seen all that can happen", () => {
    const seen = new Set(ruleSets.flatMap((rules) => [...phrases(runOf(rules))]));
    const expected = [
      "join confirmed", "leave confirmed", "leave asked for", "place closed", "takes effect", "expires", "evicted",
      "confirmed again", "paused", "resumed", "halts", "runs again", "moved to a part", "makes no frames", "is gone",
      "transactions", "data step", "signs twice", "kicked for good", "merges an old peer id", "has seniority",
    ]; // prettier-ignore
    expect(expected.filter((phrase) => !seen.has(phrase))).toEqual([]);
  });

  it("finds nothing where leaders are absent, archives fail, committees are effective and seniority counts", () => {
    const run = lively("v2.1-epoch", {
      switches: {
        epochFrames: 200,
        committeeMembership: "effective",
        seniorityAccrual: "perActiveFrame",
        seniorityDecay: "quadratic",
        ringOrder: "seniorityFirst",
        maximumProvers: 9,
        feeSink: "participants",
      },
      consensus: { leaderTimeouts: "on", competingFrames: "5 %" },
      archives: { count: 4, uptime: "90 %", outage: "20 min" },
    });
    expect(auditRun(run).findings).toEqual([]);
    expect(phrases(run)).toContain("missed frames");
    expect(phrases(run)).toContain("no global frames");
  });

  it.each([
    ["frame", {}],
    ["epoch", {}],
    ["message", {}],
    ["frame", { voteWeight: "equal", quorumRule: "headCount", creditedSigners: "quorum" }],
  ] as const)(
    "finds a missed frame that is told of twice, or of a shard that makes none, at fidelity %s",
    (fidelity, switches) => {
      const run = lively("v2.1-epoch", { fidelity, consensus: { leaderTimeouts: "on" }, network: {} }, switches);
      expect(auditRun(run).findings).toEqual([]);
      const missed = says("missed frames");
      const halting = run.events.find(says("makes no frames"))!;
      expect(run.events.filter(missed).length).toBeGreaterThan(20);
      const repeated = run.events.find(missed)!;
      const twice = findingsOf({ ...run, events: [...run.events, repeated] });
      expect(twice.some((finding) => finding.startsWith("consensus.timeout: missed frames from"))).toBe(true);
      const earlier = withEvent(
        run,
        (row) => missed(row) && row.other > 500,
        (row) => ({ ...row, other: row.other - 300 }),
      );
      expect(findingsOf(earlier).some((finding) => finding.startsWith("consensus.timeout: missed frames from"))).toBe(
        true,
      );
      const away = {
        ...repeated,
        frame: halting.frame + 1,
        shard: halting.shard,
        other: halting.frame,
        value: 1,
      };
      const absent = findingsOf({ ...run, events: [...run.events, away] });
      expect(absent.some((finding) => finding.startsWith("consensus.timeout: "))).toBe(true);
    },
  );

  it("finds nothing where rings go by address and leaders in turn open replicas and get the rest of fees", () => {
    const run = october();
    expect(auditRun(run).findings).toEqual([]);
    expect(run.events.filter(({ rule }) => rule === "audit.selected").length).toBeGreaterThan(3);
    expect(run.events.filter(says("fees paid")).length).toBeGreaterThan(50);
    const late = findingsOf(withEvent(run, ({ rule }) => rule === "audit.selected", later(1)));
    expect(late.some((finding) => finding.startsWith("audit.selected: a member that leads"))).toBe(true);
    expect(findingsOf(withEvent(run, says("fees paid"), leftOut))[0]).toContain("units of fees paid");
    const toAnother = findingsOf(withEvent(run, says("fees paid"), (event) => ({ ...event, other: event.other + 1 })));
    expect(toAnother[0]).toMatch(/^fees.distribution: maker/);
    expect(findingsOf(withCell(run, "provers", "fee_units", oneMore))[0]).toMatch(/^provers.csv: fee_units/);
    expect(findingsOf(withCell(run, "provers", "seniority", oneMore))[0]).toMatch(/^provers.csv: seniority/);
    expect(phrases(run)).toContain("merges an old peer id");
    expect(findingsOf(withCell(run, "operators", "fee_units", oneMore))[0]).toMatch(/^operators.csv: fee_units/);
  });

  it("finds nothing where certificates count heads, leaders come in turn and archives are silent together", () => {
    const run = lively("v2.1-epoch", {
      switches: {
        epochFrames: 200,
        consensusKind: "simplex",
        voteWeight: "equal",
        quorumRule: "headCount",
        leaderRule: "roundRobin",
        viewTimeout: "fixed",
        committeeMembership: "effective",
        archives: 5,
      },
      consensus: { leaderTimeouts: "on" },
      operators: [{ class: "frail", count: 24, workers: 2, uptime: "70 %", outage: "40 min" }],
      archives: { silent: [{ archives: 3, from: "3 h", for: "2 h" }] },
    });
    expect(auditRun(run).findings).toEqual([]);
    for (const phrase of ["no global frames", "makes no frames", "missed frames"])
      expect(phrases(run)).toContain(phrase);
  });

  it("finds nothing where only the votes of a quorum are credited, and finds what was credited to another", () => {
    const fields = { consensus: { leaderTimeouts: "on" }, archives: { count: 4, uptime: "90 %", outage: "20 min" } };
    const run = lively("v2.1-epoch", fields, {
      epochFrames: 200,
      consensusKind: "simplex",
      voteWeight: "equal",
      quorumRule: "headCount",
      leaderRule: "roundRobin",
      viewTimeout: "fixed",
      creditedSigners: "quorum",
      feeSink: "participants",
      seniorityAccrual: "perActiveFrame",
      ringOrder: "joinFrameAddress",
    }); // prettier-ignore
    expect(auditRun(run).findings).toEqual([]);
    expect(run.events.filter(says("votes late")).length).toBeGreaterThan(1000);
    expect(run.events.filter(says("credited nowhere")).length).toBeGreaterThan(50);
    expect(run.events.filter(says("fees paid")).length).toBeGreaterThan(50);
    expect(findingsOf(withEvent(run, says("votes late"), valueMore))[0]).toMatch(/^emission.frame: late votes/);
    expect(findingsOf(withEvent(run, says("credited nowhere"), valueMore)).join()).toMatch(/seniority/);
    expect(findingsOf(withCell(run, "provers", "reward_units", oneMore))[0]).toMatch(/^provers.csv: reward_units/);
  });

  it("finds nothing in a measured network, nor in a run that was ended early", () => {
    const start = { active: 24, joining: 12, health: { healthy: 3, needsCoverage: 1, haltRisk: 0 }, rings: [1, 3] };
    expect(auditRun(lively("v2.1-epoch", { start })).findings).toEqual([]);
    const early = writtenRun(smallScenario({ horizon: "8 h", report: { every: "1 h" } }), "1", 20_000_000_000);
    expect(auditRun(early).findings).toEqual([]);
  });
});

/** Every hexadecimal digit its complement. */
const inverted = (hex: string): string =>
  hex.replaceAll(/./g, (digit) => (15 - Number.parseInt(digit, 16)).toString(16));
const epoch = runOf("v2.1-epoch");
const frames = runOf("v2.1-frames");

/** What was planted, and the rule by which it must be found. */
const planted: readonly (readonly [what: string, rule: string, run: () => WrittenRun])[] = [
  ["a reward of one unit more", "provers.csv", () => withCell(epoch, "provers", "reward_units", oneMore)],
  ["a class's reward of one unit more", "operators.csv", () => withCell(frames, "operators", "reward_units", oneMore)],
  ["a unit more issued", "series.csv", () => withCell(epoch, "series", "emission.issuedUnits", oneMore)],
  ["a prover more in ring 0", "series.csv", () => withCell(frames, "series", "ring.provers0", oneMore)],
  ["a healthy shard more", "series.csv", () => withCell(epoch, "series", "shard.healthy", oneMore)],
  ["a byte more on a shard", "shards.csv", () => withCell(epoch, "shards", "size_bytes", oneMore)],
  ["a prover more in a ring", "rings.csv", () => withCell(frames, "rings", "provers", oneMore)],
  ["other addresses, and so other parts for members of a split", "shard.assignChild",
    () => ({ ...epoch, provers: epoch.provers.map((row) => ({ ...row, address: inverted(row["address"]) })) })],
  ["a join confirmed too early", "lifecycle.confirmTiming",
    () => withEvent(frames, says("join confirmed"), later(-40))],
  ["a leave that was never confirmed", "lifecycle.effectiveStatus",
    () => withEvent(epoch, says("leave confirmed"), leftOut)],
  ["a join that did not lapse", "lifecycle.effectiveStatus",
    () => withEvent(frames, (event) => event.what === "place closed" && event.why.startsWith("the join was not answered"), leftOut)],
  ["a join confirmed that was never accepted", "lifecycle.confirmTiming",
    () => withEvent(epoch, says("join accepted"), leftOut)],
  ["a second proposal for an allocation", "ring.assign",
    () => withEvent(epoch, says("join accepted"), (event) => ({ ...event, what: "proposes to join" }))],
  ["more allocations than workers", "proposer.plan",
    () => withEvent(epoch, says("appears"), (event) => ({ ...event, value: 1 }))],
  ["an allocation that takes effect an epoch later", "lifecycle.effectiveStatus",
    () => withEvent(epoch, says("takes effect"), later(240))],
  ["an expiry of which nothing is told", "lifecycle.effectiveStatus", () => withEvent(epoch, says("expires"), leftOut)],
  ["a halt of which nothing is told", "coverage.haltFrame", () => withEvent(epoch, says("halts"), leftOut)],
  ["a halt a frame late", "coverage.haltFrame", () => withEvent(frames, says("halts"), later(1))],
  ["a shard that goes on being halted", "coverage.streak", () => withEvent(epoch, says("runs again"), leftOut)],
  ["a lost quorum of which nothing is told", "consensus.quorum",
    () => withEvent(epoch, says("makes no frames"), leftOut)],
  ["an eviction that was skipped", "lifecycle.eviction", () => withoutEviction(epoch)],
  ["an eviction before its time", "lifecycle.eviction", () => withEarlyEviction(epoch)],
  ["another seniority", "provers.csv",
    () => withEvent(epoch, (event) => event.what === "has seniority" && event.value === 5000, (event) => ({ ...event, value: 5001 }))],
  ["a kick that leaves the seniority", "seniority.onKick",
    () => withEvent(epoch, says("has seniority", "seniority.onKick"), (event) => ({ ...event, value: 7 }))],
  ["a member that moves to another part", "shard.assignChild", () => withOtherPart(epoch)],
  ["a split into more parts", "shard.splitTrigger",
    () => withEvent(epoch, (event) => event.what.startsWith("split by"), (event) => ({ ...event, what: "split by 8 noted" }))],
  ["a smaller world", "shard.growth",
    () => withEvent(epoch, says("data step"), (event) => ({ ...event, value: event.value - 1 }))],
  ["a cheaper transaction", "fees.required",
    () => withEvent(epoch, says("transactions"), (event) => ({ ...event, value: event.value - 1 }))],
  ["an outage of which nothing is told", "scenario.operators",
    () => withEvent(epoch, says("goes offline"), leftOut)],
  ["a row about nobody", "events.csv",
    () => withEvent(epoch, says("is gone"), (event) => ({ ...event, prover: 12_345 }))],
]; // prettier-ignore

/** All rows about the first eviction are gone, so the prover stays. */
function withoutEviction(run: WrittenRun): WrittenRun {
  const { prover } = run.events.find(says("evicted")) as WrittenEvent;
  const isOf = (event: WrittenEvent): boolean => event.prover === prover && event.rule === "lifecycle.eviction";
  return { ...run, events: run.events.filter((event) => !isOf(event)) };
}

/** The first eviction happens ten frames earlier. */
function withEarlyEviction(run: WrittenRun): WrittenRun {
  const { prover } = run.events.find(says("evicted")) as WrittenEvent;
  const isOf = (event: WrittenEvent): boolean => event.prover === prover && event.rule === "lifecycle.eviction";
  const moved = run.events.filter(isOf).map(later(-10));
  const rest = run.events.filter((event) => !isOf(event));
  const at = rest.findIndex(({ frame }) => frame > moved[0].frame);
  return { ...run, events: rest.toSpliced(at, 0, ...moved) };
}

/** The first member that moves goes to the part beside its own. */
function withOtherPart(run: WrittenRun): WrittenRun {
  const { frame, other, shard } = run.events.find(says("moved to a part")) as WrittenEvent;
  const parts = run.events.filter(
    (event) => event.what === "shard appears" && event.other === other && event.frame === frame,
  );
  const beside = parts.find((part) => part.shard !== shard) as WrittenEvent;
  return withEvent(run, says("moved to a part"), (event) => ({ ...event, shard: beside.shard }));
}

describe("whatever is written differently on purpose", () => {
  it.each(planted)("is found: %s [%s]", (_what, rule, run) => {
    const { findings } = auditRun(run());
    expect(findings.map((finding) => finding.rule)).toContain(rule);
  });
});

/** Modules that a module needs when it runs, all the way down. */
function neededBy(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  const text = readFileSync(file, "utf8");
  for (const [, what, path] of text.matchAll(/^(?:import|export)\s+([^;]*?)\s+from\s+"(\.[^"]+)";/gm)) {
    if (!what.startsWith("type ")) neededBy(resolve(dirname(file), path.replace(/\.js$/, ".ts")), found);
  }
  return found;
}

describe("the auditor", () => {
  it("is apart from the systems: it needs neither a world nor anything that changes one", () => {
    const here = dirname(fileURLToPath(import.meta.url));
    const models = join(here, "..", "..");
    const needed = [...neededBy(join(models, "checks", "audit-run.ts"))].map((file) => file.slice(models.length + 1));
    expect(needed).toContain("protocol/ring/assign.ts");
    expect(needed.length).toBeGreaterThan(40);
    const systems =
      /^(state|systems|eras)\/|^(world|network|frame|genesis|create-network|optional-tables|register-handlers)\.ts/;
    expect(needed.filter((file) => systems.test(file))).toEqual([]);
  });
});

const rulesOf = (altered: WrittenRun): string[] => auditRun(altered).findings.map(({ rule }) => rule);

describe("an audit of Dawn and Dusk", () => {
  const eras = ["dawn", "dusk"] as const;
  const era = (rules: (typeof eras)[number]): WrittenRun =>
    writtenRun(
      smallScenario({
        rules,
        horizon: "8 h",
        operators: [
          { class: "old", count: 20, workers: 3, uptime: "80 %" },
          { class: "new", count: 0, workers: 2, arrive: "60/d", leave: "half-life 3 h" },
        ],
        ...(rules === "dawn" && { dawn: { round: "7 min", participants: 5 } }),
        report: { every: "25 min" },
      }),
    );

  it.each(eras)("pays everybody to the unit: %s", (rules) => {
    const run = era(rules);
    expect(auditRun(run).findings).toEqual([]);
    expect(BigInt(run.series.at(-1)?.["emission.issuedUnits"] ?? 0)).toBeGreaterThan(0n);
  });

  it.each(eras)("finds a unit more, an outage that is not told and a row that is missing: %s", (rules) => {
    const run = era(rules);
    expect(rulesOf(withCell(run, "provers", "reward_units", oneMore))).toEqual(["provers.csv"]);
    expect(rulesOf(withEvent(run, says("goes offline"), leftOut)).length).toBeGreaterThan(0);
    const drawn = rules === "dawn" ? "took part" : "has speed";
    expect(rulesOf(withEvent(run, says(drawn), leftOut))).toContain("provers.csv");
  });
});

describe("an audit of merges", () => {
  it.each(["raw", "effective"])("takes pairs as evictions of the same frame leave them: %s", (committeeMembership) => {
    const scenario = smallScenario({
      rules: "article",
      horizon: "6 h",
      switches: {
        committeeMembership,
        maximumProvers: 8,
        minimumProvers: 12,
        splitCooldownFrames: 20,
        haltThreshold: 0,
      },
      operators: [
        { class: "a", count: 6, workers: 1, storage: "1 GB" },
        { class: "b", count: 2, workers: 1, uptime: "50 %", outage: "20 s", storage: "1 GB" },
        { class: "c", count: 2, workers: 1, uptime: "50 %", outage: "3 h" },
      ],
      shards: { count: 1, world: "1 MiB" },
    });
    const run = writtenRun(scenario, "9");
    const framesOf = (name: string): number[] =>
      run.events.flatMap(({ what, frame }) => (what === name ? [frame] : []));
    expect(framesOf("evicted").some((frame) => framesOf("merge noted").includes(frame))).toBe(true);
    expect(auditRun(run).findings).toEqual([]);
  });
});

describe("an audit of a measured start", () => {
  it.each([0, 1, 2])("lets thin shards halt in the first frame, with a grace of %d frames", (haltGraceFrames) => {
    const scenario = smallScenario({
      horizon: "200 s",
      switches: { haltGraceFrames },
      operators: [{ class: "nodes", count: 8, workers: 3 }],
      shards: { count: 5, world: "1 GB" },
      start: { active: 15, joining: 0, health: { healthy: 0, needsCoverage: 3, haltRisk: 2 }, rings: [5] },
    });
    expect(auditRun(writtenRun(scenario)).findings).toEqual([]);
  });

  it("knows the rings that it had before a reset of its first frame", () => {
    const scenario = smallScenario({
      horizon: "20 s",
      operators: [{ class: "nodes", count: 8, workers: 3 }],
      shards: { count: 5, world: "1 GB" },
      start: { active: 15, joining: 0, health: { healthy: 0, needsCoverage: 3, haltRisk: 2 }, rings: [5] },
      timeline: [{ at: "0 s", reset: { prefixBits: 1 } }],
    });
    const run = writtenRun(scenario);
    expect(run.rings.map(({ ring, provers }) => [ring, provers])).toEqual([["0", "0"]]);
    expect(auditRun(run).findings).toEqual([]);
  });
});
