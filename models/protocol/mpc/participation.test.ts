import { describe, expect, it } from "vitest";
import { testRuleContract } from "../../../test/rule-contract.js";
import { computeFeeShares, modeOf, throughputShare } from "./participation.js";
import { mpcRules } from "./mpc-rules.js";

testRuleContract("mpc", mpcRules);

describe("interactive computation", () => {
  it("begins at ten megabits a second and gains nothing beyond", () => {
    expect(modeOf(9_999_999)).toBe("offline");
    expect(modeOf(10_000_000)).toBe("online");
    expect(throughputShare(500_000_000)).toBe(1);
  });

  it("pays offline provers no share of its fees", () => {
    expect(computeFeeShares([10_000_000, 1_000_000, 500_000_000])).toEqual([0.5, 0, 0.5]);
    expect(computeFeeShares([1_000_000])).toEqual([0]);
  });
});
