import { describe, expect, it } from "vitest";
import { smallScenario, type ScenarioText } from "../../test/network-kit.js";
import { differingPaths } from "../../sim/experiment/snapshot/differing-paths.js";
import { whyFixed } from "./fork.js";

const hourUs = 3_600_000_000;
const operators = [{ class: "nodes", count: 12, workers: 3, uptime: "90 %" }];
const before = smallScenario({ operators });

/** What is said of each value that another scenario has otherwise. */
function answersTo(fields: ScenarioText, from: ScenarioText = { operators }): (string | null)[] {
  const [one, other] = [smallScenario(from), smallScenario({ ...from, ...fields })];
  return differingPaths(one, other).map((path) => whyFixed({ path, before: one, after: other, atUs: hourUs }));
}
const withOperator = (fields: object): ScenarioText => ({ operators: [{ ...operators[0], ...fields }] });

describe("what a run that goes on may have otherwise", () => {
  it.each([
    { horizon: "1 h" },
    { horizon: "9 h" },
    { report: { every: "1 h" } },
    { network: { messageLoss: "2 %" } },
    { consensus: { competingFrames: "2 %" } },
    { issuance: { supply: "5 QUIL" } },
    { observed: { source: "a test", timeDays: [0, 1], columns: { "population.peers": [1, 2] } } },
    withOperator({ strategy: "data greedy" }),
    withOperator({ uptime: "50 %" }),
    withOperator({ outage: "1 h" }),
    withOperator({ answers: "never", pauses: true }),
  ])("is what is read whenever it is needed: %o", (fields) => {
    const answers = answersTo(fields);
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.filter((answer) => answer !== null)).toEqual([]);
  });

  it("is what operators with books do, but not what they pay", () => {
    const keeping = { ...operators[0], cost: { power: "100 W" }, policy: "stay" };
    const from = { market: { price: { start: "0.05 USD" } }, operators: [keeping] };
    const answers = (fields: object) => answersTo({ operators: [{ ...keeping, ...fields }] }, from);
    expect(answers({ policy: "by profit", sells: "at once" }).filter((answer) => answer !== null)).toEqual([]);
    const kept = "the books of its operators have been kept by it so far";
    expect(answers({ cost: { power: "90 W" } })).toEqual([kept]);
    expect(answers({ decides: { every: "2 d" } }).every((answer) => answer === kept)).toBe(true);
    const plain = { market: from.market, operators };
    expect(answersTo(withOperator({ policy: "stay" }), plain)).toEqual([
      "operators keep books from the start, or not at all",
    ]);
  });

  it.each([
    [{ horizon: "30 min" }, "it would end at 30 min"],
    [{ rules: "v2.1-frames" }, "all that happened so far happened by these rules"],
    [{ switches: { haltThreshold: 1 } }, "all that happened so far happened by these rules"],
    [{ frames: { pace: "8 s" } }, "frames are counted by this clock"],
    [{ shards: { count: 5, world: "20 GB" } }, "the shards were laid out by it"],
    [
      { shards: { count: 4, world: "20 GB", growth: "1 %/month" } },
      "the size of the data is counted from the start by it",
    ],
    [{ archives: {} }, "the outages of archives are drawn by it"],
    [{ fees: { transactions: "1/s", bytes: "10 kB" } }, "the state of the run follows from it"],
    [{ consensus: { leaderTimeouts: "on" } }, "the state of the run follows from it"],
    [{ curve: "article" }, "what was issued so far follows from it"],
    [{ network: { date: "2025-01-01" } }, "it is the day on which the run began"],
    [{ computing: { pays: "1 QUIL" } }, "what was computed so far is paid by it"],
    [withOperator({ upload: "8 Mbit/s" }), "what was computed so far is paid by it"],
    [withOperator({ count: 13 }), "it was drawn or planned when its operators appeared"],
    [withOperator({ leave: "half-life 9 d" }), "it was drawn or planned when its operators appeared"],
    [withOperator({ holds: "50 %" }), "nodes were enlisted by it when they appeared"],
    [withOperator({ equivocate: "1/d" }), "nodes were enlisted by it when they appeared"],
    [
      { attackers: [{ kind: "equivocate", class: "nodes", rate: "1/d" }] },
      "nodes were enlisted by it when they appeared",
    ],
    [
      { timeline: [{ at: "2 h", release: { switches: { proverStatus: "lastOperation" } } }] },
      "no operation has been written to provers so far, and that cannot begin by an event that is added",
    ],
    [withOperator({ mergeSeniority: "1 h" }), "what its nodes have done so far follows from it"],
    [withOperator({ arrive: "4/d" }), "nobody arrives, so no arrival is planned from which others could follow"],
    [
      { operators: [...operators, { class: "more", count: 1, workers: 1 }] },
      "its classes have drawn who and where they are",
    ],
  ] as const)("is nothing that has gone into what happened: %o", (fields, why) => {
    expect(answersTo(fields)).toEqual([why]);
  });

  it("is nothing that goes on only from the last of its kind, where there was none", () => {
    const always = { operators: [{ ...operators[0], uptime: "100 %" }] };
    expect(answersTo(withOperator({ uptime: "90 %" }), always)).toEqual([expect.stringContaining("always online")]);
    expect(answersTo(withOperator({ arrive: "1/d" }))).toEqual([expect.stringContaining("nobody arrives")]);
  });

  it("is the rate of an attack that there is", () => {
    const [few, many] = ["1/d", "2/d"].map((rate) => ({ attackers: [{ kind: "equivocate", class: "nodes", rate }] }));
    expect(answersTo(many, { operators, ...few })).toEqual([null]);
    expect(answersTo(withOperator({ equivocate: "2/d" }), withOperator({ equivocate: "1/d" }))).toEqual([null]);
  });

  it("is no measurement that workers follow", () => {
    const observed = { source: "a test", timeDays: [0, 1], columns: { "population.workers": [1, 2] } };
    const following = { ...withOperator({ follow: "population.workers" }), observed };
    const other = { observed: { ...observed, columns: { "population.workers": [1, 3] } } };
    expect(answersTo(other, following)).toEqual([expect.stringContaining("classes follow it")]);
  });

  it("is nothing that a later field of a scenario says, unless that is told", () => {
    expect(whyFixed({ path: "novelty.size", before, after: before, atUs: 0 })).toBe(
      "the state of the run follows from it",
    );
  });
});
