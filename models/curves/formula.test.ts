import { describe, expect, it } from "vitest";
import { openNetwork, type ScenarioText, smallScenario } from "../../test/network-kit.js";
import { writtenRun } from "../../test/written-run.js";
import { formulaMessages as messages } from "../../sim/units/formula/messages.js";
import { auditRun } from "../checks/audit-run.js";
import { planOf } from "../plan/plan.js";

const of = (formula: string, variables: ScenarioText = {}): ScenarioText => ({
  curve: { kind: "formula", formula, variables },
  horizon: "12 h",
  switches: { epochFrames: 240 },
});

const refusals = (formula: string, variables: ScenarioText = {}) =>
  planOf(smallScenario(of(formula, variables))).infeasible.map(({ path, message, within }) => ({
    path,
    message,
    ...(within !== undefined && { of: formula.slice(within.at, within.at + within.length) }),
  }));

const known = ["frame", "time", "pace", "world", "difficulty", "generation", "supply"];

describe("a curve as a formula of the scenario", () => {
  it("is the curve that it writes down, and an audit works it out again", () => {
    const halving = { kind: "halving", first: "80 QUIL", every: "3 h" };
    const scenario = smallScenario(of("first / 2 ^ floor(time / every)", { first: "80 QUIL", every: "3 h" }));
    const same = smallScenario({ ...of(""), curve: halving });
    const [one, other] = [openNetwork(scenario), openNetwork(same)];
    for (const frame of [1, 1199, 1200, 3360]) {
      one.runTo(frame);
      other.runTo(frame);
      expect(one.network.rewards.basisUnits).toBe(other.network.rewards.basisUnits);
    }
    expect(auditRun(writtenRun(scenario)).findings).toEqual([]);
  });

  it("sees the supply as it is at a state step: issued and not burnt", () => {
    const scenario = smallScenario({
      ...of("share * supply", { share: "1 %" }),
      issuance: { supply: "1000 QUIL" },
      fees: { transactions: "40/h", bytes: "4 kB", most: "50 QUIL" },
      rules: "v2.1-frames",
    });
    const { network, runTo } = openNetwork(scenario);
    expect(network.rewards.basisUnits).toBe(80_000_000_000n);
    runTo(4000);
    expect(network.rewards.basisUnits).toBeGreaterThan(80_000_000_000n);
    expect(auditRun(writtenRun(scenario)).findings).toEqual([]);
  });

  it.each([
    ["5", "5", messages.otherKind("a plain number", "QUIL")],
    ["5 QUIL / (time - time) * 1 s", "(time - time)", `at the start: ${messages.dividesByZero()}`],
    ["5 QUIL / (3 - 3)", "(3 - 3)", messages.dividesByZero()],
    ["5 QUIL * frmae", "frmae", messages.noName("frmae", known)],
    ["0 QUIL - 5 QUIL", "0 QUIL - 5 QUIL", messages.negative()],
    ["150000 QUIL", "150000 QUIL", messages.tooLarge("140737 QUIL a frame, which is all that amounts can hold")],
    ["1 QUIL * sqrt(0 - frame - 1)", "sqrt(0 - frame - 1)", messages.noReal("sqrt")],
    ["1 QUIL + world", "1 QUIL + world", messages.unlike("+", "QUIL", "bytes")],
  ])("is refused with its place before anything runs: %s", (formula, part, message) => {
    expect(refusals(formula)).toEqual([{ path: "curve.formula", message, of: part }]);
  });

  it("is told all words of it that name nothing at once, with those that do", () => {
    const found = refusals("max(a * hald_life / 1 d, b) + c + hald_life * 1 QUIL", { a: "1 QUIL", half_life: "4 d" });
    const words = [...known, "a", "half_life"];
    expect(found).toEqual(
      ["hald_life", "b", "c"].map((of) => ({ path: "curve.formula", message: messages.noName(of, words), of })),
    );
  });

  it("has variables with units, each refused at its own place", () => {
    expect(refusals("a * b / c * d", { a: "1.5 QUIL", b: 3, c: "50 %", d: 2 })).toEqual([]);
    expect(refusals("1 QUIL", { world: "1 GB", span: "4 parsecs" }).map(({ path }) => path)).toEqual([
      "curve.variables.world",
      "curve.variables.span",
    ]);
  });

  it("of which only the run can tell whether it has a value is not refused before", () => {
    const scenario = smallScenario(of("1 QUIL / (supply - 2 QUIL) * 1 QUIL"));
    expect(planOf(scenario).infeasible.map(({ message }) => message)).toEqual([`at the start: ${messages.negative()}`]);
    const later = smallScenario(of("1 QUIL + supply * sqrt(200000 - frame - supply / 1 QUIL) * 0"));
    expect(planOf(later).infeasible).toEqual([]);
  });

  it("that has no value at a later frame ends the run with the frame, the place and the values", () => {
    const scenario = smallScenario(of("1 QUIL / (frame - 960)"));
    expect(planOf(scenario).infeasible.map(({ message }) => message)).toEqual([`at the start: ${messages.negative()}`]);
    const later = smallScenario(of("1 QUIL / abs(frame - 960)"));
    // All frames at which it is asked are known before anything runs.
    expect(planOf(later).infeasible.map(({ message }) => message)).toEqual([
      `at frame 960: ${messages.dividesByZero()}`,
    ]);
    const { runTo } = openNetwork(later);
    expect(() => runTo(1000)).toThrow(
      /^curve\.formula, from character 10, at frame 960: "abs\(frame - 960\)": divides by zero \(in base units: frame = 960\)$/,
    );
  });
});
