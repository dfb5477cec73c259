import { describe, expect, it } from "vitest";
import type { Parameter } from "./parameter.js";
import { thresholdTable } from "./threshold-tables.js";

const headerWith = (path: string): string | undefined => {
  const parameter = { path, bounds: { from: {} } } as Parameter;
  return thresholdTable([], { parameter, second: undefined }).columns[0]?.name;
};

describe("the table of a threshold", () => {
  it("calls a parameter as it is called, and as swept where the name is taken or no header", () => {
    expect(["peers", "lower", "class"].map(headerWith)).toEqual(["peers", "swept_lower", "swept_class"]);
  });
});
