import { describe, expect, it } from "vitest";
import { smallScenario } from "../../../test/network-kit.js";
import { planOf } from "../plan.js";

const refused = (attackers: readonly object[], nodes: object = {}) =>
  planOf(
    smallScenario({
      operators: [
        { class: "nodes", count: 4, workers: 1, ...nodes },
        { class: "others", count: 2, workers: 1 },
      ],
      attackers,
    }),
  ).infeasible;

const signing = { kind: "equivocate", class: "nodes", rate: "2/d" };

describe("attackers that are refused", () => {
  it("have a class that is not there, or begin too late", () => {
    expect(refused([{ kind: "withhold data", class: "node" }])).toEqual([
      {
        path: "attackers[0].class",
        message: "no class is called so; allowed: nodes, others",
        misspelt: { word: "node", known: ["nodes", "others"] },
      },
    ]);
    expect(refused([{ ...signing, start: "3 h" }]).map(({ path }) => path)).toEqual(["attackers[0].start"]);
    expect(refused([{ ...signing, start: "2 h" }])).toEqual([]);
  });

  it("sign twice with the nodes of one class, whichever way it is written", () => {
    expect(refused([signing, { ...signing, class: "others" }])).toEqual([]);
    expect(refused([signing, { ...signing, start: "1 h" }]).map(({ path }) => path)).toEqual(["attackers[1]"]);
    expect(refused([signing], { equivocate: "1/d" }).map(({ path }) => path)).toEqual(["attackers[0]"]);
  });

  it("sign twice in less time than a frame takes", () => {
    expect(refused([{ ...signing, rate: "100/s" }]).map(({ path }) => path)).toEqual(["attackers[0]"]);
  });
});

/** What is said of older fields of a class. */
const notes = (nodes: object) =>
  planOf(smallScenario({ operators: [{ class: "nodes", count: 4, workers: 1, ...nodes }] })).olderForms;

describe("fields that have become attackers", () => {
  it("are told of with what to write instead", () => {
    expect(notes({ holds: "99.6 %", equivocate: "2/d" })).toEqual([
      'operators[0].holds still works; its new place is attackers: [{ kind: withhold data, class: "nodes", holds: 99.6 % }]',
      'operators[0].equivocate still works; its new place is attackers: [{ kind: equivocate, class: "nodes", rate: 2/d }]',
    ]);
    expect(notes({ holds: "100 %", equivocate: "0/d" })).toEqual([]);
    expect(notes({})).toEqual([]);
  });
});
