import { describe, expect, it } from "vitest";
import { scenarioSchema } from "./schema.js";

const read = (fields: object) =>
  scenarioSchema.safeParse({
    name: "made",
    horizon: "1 h",
    operators: [{ class: "nodes", count: 6, workers: 2 }],
    shards: { count: 1, world: "2 GB" },
    ...fields,
  });

describe("plug-ins of a scenario whose switches cannot be", () => {
  it.each([
    ["v2.0.6", { lifecycle: "epoch" }],
    ["v2.1-simplex", { lifecycle: "trie" }],
  ])("are not made, and the switches refused: %s with %o", (rules, switches) => {
    const { success, error } = read({
      rules,
      switches,
      operators: [{ class: "nodes", count: 6, workers: 2, strategy: "least replicated" }],
    });
    expect(success).toBe(false);
    expect(error?.issues.map(({ path }) => path.slice(0, 2).join("."))).toContain("switches.lifecycle");
  });

  it("are made where they can", () => {
    expect(read({ rules: "v2.1-simplex" }).success).toBe(true);
  });
});
