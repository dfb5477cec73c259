/** What checking a sweep costs, counted in looks at a field: never in proportion to combinations that no point is made of. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { folderWith } from "../../../test/scenario-files.js";
import { limits } from "../limits.js";
import { loadScenario } from "../load.js";
import { messages } from "./messages.js";

/** Expands the sweep of a scenario of so many classes; gives errors or points, and how often a class was looked at. */
function expand(sweep: string, classes = 3) {
  let looks = 0;
  const look = (): boolean => ++looks > 0;
  const schema = z.strictObject({
    peers: z.int().max(50_000).default(1),
    speed: z.int().default(1),
    operators: z.array(z.strictObject({ count: z.int().refine(look) })),
  });
  const list = Array.from({ length: classes }, () => "{ count: 1 }").join(", ");
  const file = join(folderWith({ "main.yaml": `operators: [${list}]\nsweep:\n${sweep}` }), "main.yaml");
  const loaded = loadScenario(file, { schema });
  if (!loaded.ok) return { errors: loaded.errors.map(({ message }) => message), points: 0, looks };
  const design = loaded.sweep?.expand();
  if (design === undefined) throw new Error("expected a sweep");
  if ("points" in design) return { errors: [], points: design.points.length, looks };
  return { errors: design.map(({ message }) => message), points: 0, looks };
}

const grid = "  peers: { from: 1, to: 300, step: 1 }\n  speed: { from: 1, to: 300, step: 1 }\n";

describe("the cost of a sweep", () => {
  it("is that of the points that are kept, not of the combinations", () => {
    const none = expand(`${grid}  where: peers > 300\n`);
    expect(none.errors).toEqual([messages.noPoints().problem]);
    // Once, as the scenario without its sweep.
    expect(none.looks).toBe(3);
    const some = expand(`${grid}  where: [peers = speed, 'operators[0].count = 1', peers <= 20]\n`);
    expect([some.points, some.looks]).toEqual([20, 3 + 20 * 3]);
  });

  it("is bounded: points times values are refused before any point is made", () => {
    const { errors, looks } = expand("  peers: { from: 1, to: 9000, step: 1 }\n", 800);
    expect(errors).toEqual([expect.stringContaining(messages.tooManyValues(9000, 1604).problem)]);
    expect(looks).toBe(800);
  });

  it("of points that are all wrong ends after so many errors, and says how many were not looked at", () => {
    const { errors, looks } = expand(`  peers: { from: 60000, to: 69000, step: 1 }\n`);
    expect(errors.at(-1)).toMatch(/^\d+ design points were not looked at after so many errors$/);
    expect(looks).toBeLessThan(3 * (limits.valueErrors + 3));
  });

  it.each([
    ["blanks before its sign", `peers${" ".repeat(100_000)}x`],
    ["blanks only", " ".repeat(100_000)],
    ["an open quote", `"${"\\\\".repeat(50_000)}`],
    ["signs", "<".repeat(100_000)],
  ])("under a condition of %s is that of a short one", (_, condition) => {
    const { errors } = expand(`  peers: [1, 2]\n  where: '${condition}'\n`);
    expect(errors).toEqual([expect.stringContaining(messages.notACondition("").problem)]);
    expect(errors.join("").length).toBeLessThan(400);
  });

  it("has a bound in fields and conditions", () => {
    const fields = Array.from({ length: limits.sweepFields + 5 }, (_, k) => `  operators[${k}].count: [1, 2]\n`);
    expect(expand(fields.join(""), 200).errors).toEqual([expect.stringContaining(messages.tooManyFields().problem)]);
    const conditions = Array(limits.sweepConditions + 1).fill("peers = 1");
    expect(expand(`  peers: [1, 2]\n  where: [${conditions.join(", ")}]\n`).errors).toEqual([
      expect.stringContaining(`at most ${limits.sweepConditions}`),
    ]);
  });
});

describe("conditions", () => {
  it("see the values of every axis that reaches them, the last one first", () => {
    const { errors, points } = expand(
      "  operators: [[{ count: 1 }], [{ count: 5 }]]\n  peers: [1, 5]\n  where: operators[0].count = peers\n",
    );
    expect([errors, points]).toEqual([[], 2]);
    expect(expand("  operators[0].count: [1]\n  where: operators = 1\n").errors).toEqual([
      expect.stringContaining(messages.notAValue("operators").problem),
    ]);
  });

  it("may have a sign in the quotes of a key", () => {
    expect(expand("  peers: [1, 2]\n  where: 'operators[\"<\"].count = peers'\n").errors).toEqual([
      expect.stringContaining("operators"),
    ]);
  });
});

describe("a path of a sweep", () => {
  it.each(['["\\x"]', "a..b", '["a', '["\\u12"]', "x".repeat(600)])("that cannot be read has a place: %s", (path) => {
    const { errors } = expand(`  '${path}': [1]\n`);
    expect(errors).toEqual([expect.stringContaining(messages.notAPath("").problem)]);
  });

  it("that leads through the value of another is an error at its points", () => {
    const { errors } = expand("  operators[0]: [5, 6]\n  operators[0].count: [1]\n");
    expect(errors).toEqual([
      expect.stringMatching(/^design point 0 .*has no key count; read 5; likewise at 1 more point$/),
    ]);
  });
});
