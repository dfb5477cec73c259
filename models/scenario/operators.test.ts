import { describe, expect, it } from "vitest";
import { operatorsSchema } from "./operators.js";

const classes = (...names: string[]) => names.map((name) => ({ class: name, count: 1, workers: 1 }));

describe("classes of operators", () => {
  it("must have different names, and each that is there already is told where", () => {
    expect(operatorsSchema.safeParse(classes("a", "b", "A")).success).toBe(true);
    const problems = operatorsSchema.safeParse(classes("a", "b", "a", "b", "a")).error?.issues ?? [];
    expect(problems.map(({ path, message }) => [path.join("."), message.slice(0, 38)])).toEqual([
      ["2.class", '"a" is the name of operators[0] too; i'],
      ["3.class", '"b" is the name of operators[1] too; i'],
      ["4.class", '"a" is the name of operators[0] too; i'],
    ]);
  });
});
