import { describe, expect, it } from "vitest";
import type { Spec } from "../experiment/picture-spec.js";
import { withMarks } from "./marks.js";
import { timeAxisOf } from "./time-axis.js";

/** The words that a panel of two days shows at marks of these labels, an hour apart. */
function wordsAt(labels: readonly string[]): readonly string[] {
  const marks = labels.map((label, k) => ({ timeS: 7200 * (k + 1), label }));
  const { layer } = withMarks({ mark: "line" }, { marks, axis: timeAxisOf(0, 172_800), areNamed: true });
  return (layer as readonly Spec[]).flatMap(({ mark, data }) => {
    const { type, color } = mark as { readonly type?: string; readonly color?: string };
    if (type !== "text" || color === "white") return [];
    return (data as unknown as { readonly values: readonly { label: string }[] }).values.map(({ label }) => label);
  });
}

describe("marks of a timeline", () => {
  it("say that a long label goes on, and cut no letter in two", () => {
    const exact = "outage of half of home";
    expect(wordsAt([exact, `${exact}s`, "🦊".repeat(22), `a ${"🦊".repeat(22)}`])).toEqual([
      exact,
      "outage of half of hom…",
      "🦊".repeat(22),
      `a ${"🦊".repeat(19)}…`,
    ]);
  });
});
