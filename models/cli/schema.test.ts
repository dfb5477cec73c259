import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { scenarioSchema } from "../scenario/schema.js";
import { schemaText } from "../../sim/cli/commands/schema.js";

describe("scenarios/scenario.schema.json", () => {
  it("is what `orrery schema` prints: npx orrery schema > scenarios/scenario.schema.json", () => {
    const kept = readFileSync(new URL("../../scenarios/scenario.schema.json", import.meta.url), "utf8");
    expect(kept).toBe(schemaText({ schema: scenarioSchema }));
  });

  it("describes every key of a scenario", () => {
    const { properties } = JSON.parse(schemaText({ schema: scenarioSchema })) as {
      properties: Record<string, { description?: string }>;
    };
    for (const name of Object.keys(scenarioSchema.shape)) expect(properties).toHaveProperty([name, "description"]);
  });
});
