import { join } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { folderWith } from "../../test/scenario-files.js";
import { loadScenario } from "./load.js";

const schema = z
  .strictObject({ name: z.string(), from: z.int(), to: z.int().default(5).describe("where it ends") })
  .superRefine(({ from, to }, context) => {
    if (to < from) context.addIssue({ code: "custom", path: ["to"], message: `${to} lies before from` });
  });

const errorsOf = (text: string): readonly string[] => {
  const loaded = loadScenario(join(folderWith({ "a.yaml": text }), "a.yaml"), { schema });
  return loaded.ok ? [] : loaded.errors.map(({ line, path, message }) => `${line} ${path}: ${message}`);
};

it("what is wrong with a field that nobody wrote, and that has a value all the same, is told", () => {
  expect(errorsOf("name: a\nfrom: 7\n")).toEqual(["1 to: 5 lies before from"]);
  expect(errorsOf("name: a\nfrom: 7\nto: 6\n")).toEqual(["3 to: 6 lies before from"]);
  expect(errorsOf("name: a\n")).toEqual(["1 from: is missing; allowed: a whole number"]);
});
