import { describe, expect, it } from "vitest";
import { z } from "zod";
import { duration } from "../units/schema.js";
import { jsonSchemaOf } from "./json-schema.js";

const schema = z.strictObject({
  name: z.string().describe("What it is called."),
  every: duration().prefault("1 h"),
});

describe("the JSON Schema of scenario files", () => {
  const text = jsonSchemaOf(schema, { title: "A scenario", description: "For the simulator." });
  const parsed = JSON.parse(text) as { properties: { [key: string]: object }; [key: string]: unknown };

  it("describes what is written, not what the program makes of it", () => {
    expect(parsed).toMatchObject({ title: "A scenario", additionalProperties: false });
    expect(Object.keys(parsed.properties)).toEqual(["extends", "sweep", "search", "tune", "name", "every"]);
    expect(parsed.properties.every).toMatchObject({ type: ["string", "null"], default: "1 h" });
  });

  it("requires nothing of a file that extends another", () => {
    expect(parsed.anyOf).toEqual([{ required: ["extends"] }, { required: ["name"] }]);
  });

  it("is the same text every time", () => {
    expect(jsonSchemaOf(schema, { title: "A scenario", description: "For the simulator." })).toBe(text);
  });
});
