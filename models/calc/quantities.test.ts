import { describe, expect, it } from "vitest";
import type { Json } from "../protocol/ground/rule.js";
import { answerOf } from "./answer.js";
import { formsOf } from "./fields.js";
import { quantityExample, withoutUnits } from "./quantities.js";
import { Refusal, ruleNamed, switchesNamed } from "./rules-asked.js";

const input = (id: string, written: Json): Json => withoutUnits(ruleNamed(id), written).input;
const refusal = (id: string, written: Json): string => {
  try {
    answerOf(ruleNamed(id), written, switchesNamed());
    return "";
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.message;
  }
};

describe("quantities in the fields of a rule", () => {
  it("are what the field counts in, exactly", () => {
    expect(input("emission.pomwBasis", { worldBytes: "9 GiB", difficulty: 100 })).toEqual({
      worldBytes: "9663676416",
      difficulty: 100,
    });
    expect(input("consensus.timeout", { maxMs: "1.5 s" })).toEqual({ maxMs: "1500" });
    expect(input("seniority.unit", { seconds: "1 h" })).toEqual({ seconds: "3600" });
    expect(input("seniority.firstRetro", { reward: "1.5 QUIL" })).toEqual({ reward: "1.5" });
    expect(input("fees.distribution", { total: "1.5 QUIL" })).toEqual({ total: "12000000000" });
    expect(input("mpc.participation", { uploadBitsPerS: "10 Mbit/s" })).toEqual({ uploadBitsPerS: "10000000" });
    expect(input("mixnet.delay", { hopUs: "2 ms" })).toEqual({ hopUs: "2000" });
    expect(input("transport.gossipTargets", { factor: "25 %" })).toEqual({ factor: 0.25 });
    expect(input("proposer.score", { shards: [{ size: "1 TB" }, { size: 5 }] })).toEqual({
      shards: [{ size: "1000000000000" }, { size: 5 }],
    });
  });

  it("give the same answer as the number", () => {
    const { example } = ruleNamed("emission.pomwBasis");
    const written = { ...(example.in as object), worldBytes: "9 GiB" };
    expect(answerOf(ruleNamed("emission.pomwBasis"), written, switchesNamed())).toEqual("2730666666666");
  });

  it("are refused with the field where the unit is another, or the field has none", () => {
    expect(refusal("emission.pomwBasis", { worldBytes: "9 h", difficulty: 100 })).toMatch(
      /^worldBytes: "h" is not a unit of a size in bytes: did you mean/,
    );
    expect(refusal("proposer.score", { shards: [{ size: "1 Tb" }] })).toMatch(
      /^shards\[0\]\.size: .*b stands for bits/,
    );
    expect(refusal("ring.info", { activePlusJoining: "9 kB" })).toMatch(/^activePlusJoining: expected a whole number/);
  });

  it("are shown in the help of the field", () => {
    const [fields] = formsOf(ruleNamed("emission.pomwBasis"));
    expect(fields.slice(0, 2).map((field) => [field.name, quantityExample(field)])).toEqual([
      ["difficulty", undefined],
      ["worldBytes", "1 TB"],
    ]);
  });
});
