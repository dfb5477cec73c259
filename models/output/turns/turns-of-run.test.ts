/** A run tells its own cause: a senior prover goes off, and an hour later nodes that never were lose everything. */
import { describe, expect, it } from "vitest";
import { runScenario, smallScenario } from "../../../test/network-kit.js";
import { identity } from "../../../test/network-kit.js";
import { createSimulation } from "../../simulation.js";
import { sampleTurns } from "./sample-turns.js";
import { turnRows } from "./turn-lines.js";

const senior = smallScenario({
  name: "senior",
  rules: "v2.1-epoch",
  switches: { reconfirm: "ahead" },
  horizon: "36 h",
  operators: [
    { class: "senior", count: 1, workers: 4, seniority: { points: 30_000_000 }, uptime: "100 %" },
    { class: "steady", count: 60, workers: 13, seniority: { points: 1_000_000 }, uptime: "100 %" },
  ],
  shards: { count: 128, world: "80 GB" },
  start: { heads: { 6: 128 }, joining: 0 },
  report: { every: "1 h" },
  timeline: [{ at: "1 d", label: "fire", outage: { class: "senior", share: "100 %", for: "20 h" } }],
});

const quiet = smallScenario({
  rules: "v2.1-epoch",
  switches: { reconfirm: "ahead" },
  horizon: "1 d",
  operators: [{ class: "steady", count: 40, workers: 3, uptime: "100 %" }],
  shards: { count: 20, world: "20 GB" },
  start: { heads: { 6: 20 }, joining: 0 },
});

const merging = smallScenario({
  rules: "v2.1-simplex",
  horizon: "7 h",
  operators: [{ class: "nodes", count: 40, workers: 3, uptime: "100 %" }],
  shards: { count: 32, world: "20 GB" },
  report: { every: "1 h" },
});

/** Places expire with every epoch until their nodes look, and a region goes dark. */
const dark = smallScenario({
  rules: "v2.1-epoch",
  horizon: "30 h",
  operators: [
    { class: "europe", count: 30, workers: 3, uptime: "100 %" },
    { class: "america", count: 20, workers: 3, uptime: "100 %" },
  ],
  shards: { count: 24, world: "24 GB" },
  start: { heads: { 6: 24 }, joining: 0 },
  report: { every: "30 min" },
  timeline: [{ at: "12 h", label: "Europe is dark", outage: { class: "europe", share: "80 %", for: "50 min" } }],
});

/** Everybody is always online, and leaves at once for thin shards, in the epoch in which a crowded one is to split. */
const herding = (horizon: string) =>
  smallScenario({
    rules: "v2.1-epoch",
    horizon,
    operators: [{ class: "all", count: 40, workers: 2, uptime: "100 %" }],
    shards: { count: 6, world: "6 GiB", skew: "zipf 2" },
    network: { messageLoss: "0 %" },
    report: { every: "10 min" },
  });

describe("the turns of a run", () => {
  const { tables, summaryLines, fingerprint } = runScenario(senior);
  const turns = turnRows(tables.turns);

  it("begin with the cause: who went off, what it weighed, and which shards stood for it", () => {
    expect(turns[0]).toMatchObject({ turn: "1", frame: "8640", what: "quorum lost", amount_of: "shards" });
    expect(turns[0]["told"]).toMatch(/^\d+ shards of 128 lose their quorum and make no frames$/);
    expect(turns[0]["cause"]).toMatch(/weigh too little by seniority: prover \d+ \(senior\) went offline by the timeline \(fire, .*, \d\d % of the votes/); // prettier-ignore
    expect(turns[0]["command"]).toMatch(/^orrery why RUN --prover \d+$/);
  });

  it("go on with what followed, each with the turn that led to it", () => {
    const evictions = turns.find(({ what }) => what === "evictions");
    expect(evictions).toMatchObject({ frame: "9000", amount_of: "allocations", because_of_turn: "1" });
    expect(evictions?.["told"]).toMatch(/of them though online$/);
    expect(evictions?.["cause"]).toContain("made no frames");
    const halt = turns.find(({ what }) => what === "first halt");
    expect(halt?.["because_of_turn"]).toBe(evictions?.["turn"]);
    expect(turns.find(({ what }) => what === "prover-only mode")?.["because_of_turn"]).toBe(halt?.["turn"]);
  });

  it("are ten at most, in order of time, and the summary begins with three of them", () => {
    const frames = turns.map(({ frame }) => Number(frame));
    expect(frames).toEqual(frames.toSorted((a, b) => a - b));
    expect(frames.length).toBeLessThanOrEqual(10);
    expect(summaryLines[0]).toMatch(/^What happened/);
    expect(summaryLines.slice(1, 4).map((line) => line.slice(0, 7))).toEqual(["  1. At", "  2. At", "  3. At"]);
    expect(summaryLines[1]).toContain("(senior) went offline");
  });

  it("are the same with a log", () => {
    const logged = createSimulation(senior, { ...identity(), events: true });
    logged.advance(Number.POSITIVE_INFINITY);
    const result = logged.finish();
    expect([result.tables.turns, result.fingerprint]).toEqual([tables.turns, fingerprint]);
  });

  it("call no shard one that lost its quorum when it merged, and tell the fall of shards with the merges", () => {
    const ended = runScenario(merging);
    const told = turnRows(ended.tables.turns);
    expect(told.map(({ what }) => what)).toContain("merges");
    expect(told.map(({ what }) => what)).not.toContain("quorum lost");
    expect(told.filter(({ what, metric }) => what === "step" && metric === "shard.count")).toEqual([]);
    // Two that merge are one less.
    const merged = ended.metrics.find(({ name }) => name === "shard.merges")?.value;
    const [merges] = told.filter(({ what }) => what === "merges");
    expect(merges?.["told"]).toBe(`${2 * Number(merged)} shards are to merge`);
  });

  it.each(["10 h", "2 d"])("blame nothing that only happens at the same time, after %s", (horizon) => {
    const told = turnRows(runScenario(herding(horizon)).tables.turns);
    // A split that is noted moves nobody yet, and it is of one shard.
    expect(told.filter(({ what }) => what === "splits").map(({ told: text, cause, effect }) => [text, cause, effect])).toEqual([["1 shard is to split", "it has more active provers than a shard may have", ""]]); // prettier-ignore
    // Nobody ever goes offline: members leave.
    expect(told.filter(({ cause }) => cause?.includes("offline"))).toEqual([]);
    const falls = told.filter(({ told: text }) => text?.includes(" fall from "));
    const cause = "80 leaves are asked for, each because its worker is wanted on a thin shard";
    expect(falls.map((turn) => turn["cause"])).toEqual(falls.map(() => cause));
  });

  it("tell of one frame first what led to the rest, and of every turn a cause", () => {
    const told = turnRows(runScenario(dark).tables.turns);
    const [offline, lost] = ["nodes offline", "quorum lost"].map((kind) => told.find(({ what }) => what === kind));
    expect(lost).toMatchObject({ frame: offline?.["frame"], because_of_turn: offline?.["turn"] });
    expect(told.every(({ turn, because_of_turn: led }) => led === "" || Number(led) < Number(turn))).toBe(true);
    expect(told.map(({ what, cause }) => [what, cause !== ""])).toEqual(told.map(({ what }) => [what, true]));
    expect(told.filter(({ what }) => what === "step").map(({ cause }) => cause)).toContain(
      "allocations expire when an epoch begins, until their nodes confirm them again",
    );
  });

  it("are none where nothing happens", () => {
    expect(turnRows(runScenario(quiet).tables.turns)).toEqual([]);
  });
});

const row = (what: string, timeS: number) => ({ turn: 1, frame: timeS / 10, time_s: timeS, what, told: `${what} happens`, cause: "", because_of_turn: "", effect: "", metric: "m" }); // prettier-ignore

const table = (rows: readonly Readonly<Record<string, string | number>>[]) => ({
  rowCount: rows.length,
  columns: Object.keys(row("", 0)).map((name) => ({ name, values: rows.map((one) => one[name]) })),
});

describe("the turns of a sample", () => {
  it("say what happened in how many replications, when, and in which it is told", () => {
    const lines = sampleTurns([table([row("first halt", 36_000)]), table([row("first halt", 72_000), row("kicks", 80_000)]), table([])]); // prettier-ignore
    expect(lines).toEqual([
      "What happened in 3 replications (orrery why RUN --replication N says more of one):",
      "  first halt in 2 of 3, at 10 h to 20 h; in replication 0, turn 1. At 10 h, frame 3,600: first halt happens.",
      "  kicks in 1 of 3, at 22 h; in replication 1, turn 1. At 22 h, frame 8,000: kicks happens.",
    ]);
    expect(sampleTurns([table([]), table([])])).toEqual([]);
  });
});
