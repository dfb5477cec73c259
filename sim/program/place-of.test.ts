import { join, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { folderWith } from "../../test/scenario-files.js";
import { placeOf } from "./place-of.js";

const thrown = (message: string, stack: string): Error => Object.assign(new Error(message), { stack });
const [file, at] = [join(sep, "models", "mine.ts"), "at ModuleJob.run (node:internal/modules/esm/module_job:325:25)"];

describe("the place of what is thrown as a module is loaded", () => {
  it("is that of the innermost call that is no library's", () => {
    const stack = `Error: oh\n    at check (${pathToFileURL("/a b/node_modules/x.js").href}:1:1)\n    at <anonymous> (${file}:3:7)\n    ${at}`;
    expect(placeOf(thrown("oh", stack))).toEqual({ place: `${file}:3:7`, what: "Error: oh" });
    const bare = `Error: oh\n    at ${pathToFileURL(file).href}:3:7\n    ${at}`;
    expect(placeOf(thrown("oh", bare))).toEqual({ place: `${file}:3:7`, what: "Error: oh" });
  });

  it("is in the message of a compiler, and of what is not found", () => {
    const syntax = `Transform failed with 1 error:\n${file}:1:21: ERROR: Expected ")"`;
    expect(placeOf(thrown(syntax, `${syntax}\n    ${at}`))).toEqual({ place: `${file}:1:21`, what: 'Expected ")"' });
    expect(placeOf(thrown(`Cannot find package 'x' imported from ${file}`, ""))).toEqual({
      place: file,
      what: "Cannot find package 'x'",
    });
  });

  it("is in the first line where modules do not fit together", () => {
    const stack = `${pathToFileURL(file).href}:14\nexport { mine } from "./mine.js";\n         ^\nSyntaxError: none\n    ${at}`;
    expect(placeOf(thrown("none", stack))).toEqual({ place: `${file}:14`, what: "Error: none" });
  });

  it("names the module where it is in a bundle", () => {
    const text = "// sim/a.js\nlet a;\n// models/curves/mine.js\nlet b;\nthrow b;\n// models/c.js\n";
    const chunk = join(folderWith({ "program/chunk.js": text }), "program", "chunk.js");
    const { place } = placeOf(thrown("oh", `Error: oh\n    at ${chunk}:5:1`));
    expect(place).toBe(`${join(chunk, "..", "..", "models/curves/mine.js")} (${chunk}:5:1)`);
  });

  it("is not known of what is no error", () => {
    expect(placeOf("Friday")).toEqual({ place: "", what: "Friday" });
    expect(placeOf(thrown("oh", "Error: oh"))).toEqual({ place: "", what: "Error: oh" });
  });
});
