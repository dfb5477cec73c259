import { describe, expect, it } from "vitest";
import { checkedPolicy } from "./checked.js";
import type { OperatorAction, OperatorView } from "./policy.js";

const decide = (action: unknown): OperatorAction =>
  checkedPolicy("mine", { decide: () => action as OperatorAction }).decide({} as OperatorView, {
    badSinceUs: -1,
    goodSinceUs: -1,
  });

describe("a policy of somebody", () => {
  it.each([
    undefined,
    null,
    "stay",
    { do: "dance" },
    { do: "expand" },
    { do: "expand", machines: 1e9 },
    { do: "shrink", machines: 0.5 },
    { do: "shrink", machines: Number.NaN },
    Promise.resolve({ do: "stay" }),
  ])("is refused by its name where it answers %j", (action) => {
    expect(() => decide(action)).toThrow(/^policy "mine": decide (answers|failed)/);
  });

  it("is told what it answered", () => {
    expect(() => decide({ do: "shrink", machines: 0.5 })).toThrow(
      'answers { do: "shrink", machines: 0.5 }; allowed: { do }',
    );
  });

  it("is heard where it is right", () => {
    for (const action of [{ do: "stay" }, { do: "exit" }, { do: "expand", machines: 3 }])
      expect(decide(action)).toBe(action);
  });
});
