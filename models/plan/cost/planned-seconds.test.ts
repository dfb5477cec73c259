import { describe, expect, it } from "vitest";
import { smallScenario } from "../../../test/network-kit.js";
import { planOf } from "../plan.js";

const nodes = { class: "nodes", count: 10_000, workers: 1 };
const base = {
  rules: "v2.1-simplex",
  horizon: "10 h",
  operators: [nodes],
  shards: { count: 500, world: "500 GB" },
};
const secondsOf = (fields: object): number => planOf(smallScenario({ ...base, ...fields })).seconds;
/** What a plan has more where nodes take thin shards in an order of their own, seconds. */
const lotSeconds = (fields: object): number =>
  secondsOf(fields) - secondsOf({ ...fields, switches: { thinTargets: "score" } });
/** The note on votes, if there is one. */
const said = (fields: object): string =>
  planOf(smallScenario({ ...base, ...fields })).notes.find((note) => note.includes("votes")) ?? "";

describe("the time of a plan", () => {
  it("has a lot of each node that finds all shards thin for each of them", () => {
    expect(lotSeconds({})).toBeCloseTo(10_000 * 500 * 7e-8, 6);
    expect(lotSeconds({ operators: [{ ...nodes, nodes: 2 }] })).toBeCloseTo(2 * 10_000 * 500 * 7e-8, 6);
  });

  it.each([
    ["half of those that appear half by then", { from: "2 h", until: "6 h" }, 0.5],
    ["nobody who appears later", { from: "5 h", until: "6 h" }, 0],
  ])("counts %s", (_, appear, share) => {
    expect(lotSeconds({ operators: [{ ...nodes, appear }] })).toBeCloseTo(share * 10_000 * 500 * 7e-8, 6);
  });

  it("counts those that arrive by then, and nobody where shards have members from the start", () => {
    expect(lotSeconds({ operators: [{ ...nodes, count: 0, arrive: "24000/d" }] })).toBeCloseTo(4000 * 500 * 7e-8, 6);
    expect(lotSeconds({ start: { heads: { 20: 500 }, joining: 0 } })).toBe(0);
  });

  it("says how long votes take, should they have to be worked out", () => {
    // 10,000 workers for 3,600 frames.
    expect(said({ fidelity: "message" })).toContain(
      "votes are worked out one by one: if it is all of them, in about 36 s more",
    );
    expect(said({ fidelity: "frame" })).toBe("");
    expect(said({ fidelity: "message", horizon: "1 h" })).toBe("");
  });
});
