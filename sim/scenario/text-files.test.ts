import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { folderWith } from "../../test/scenario-files.js";
import { textFile } from "../units/text-file.js";
import { loadScenario } from "./load.js";

const table = z.strictObject({ kind: z.literal("table"), rows: textFile(["rows.csv"]).describe("rows") });
const schema = z.strictObject({
  name: z.string(),
  from: z.discriminatedUnion("kind", [table, z.strictObject({ kind: z.literal("none") })]).optional(),
  notes: z.array(z.string()).default([]),
});

function load(files: { [path: string]: string }, overrides: string[] = []) {
  const folder = folderWith({ "package.json": "{}", ...files });
  return { folder, result: loadScenario(join(folder, "here/main.yaml"), { schema, overrides }) };
}

const main = (rows: string): string => `name: one\nfrom: { kind: table, rows: ${rows} }\nnotes: [rows.csv]\n`;
const errorsOf = (files: { [path: string]: string }): readonly string[] => {
  const { result } = load(files);
  return result.ok
    ? []
    : result.errors.map(({ line, column, path, message }) => `${line}:${column} ${path} ${message}`);
};

describe("a text that stands in a file of its own", () => {
  it("is read from beside the file that names it, and written out with the scenario", () => {
    const { result } = load({ "here/main.yaml": main("data/rows.csv"), "here/data/rows.csv": "a\r\n1\r\n" });
    expect(result.ok && result.value.from).toEqual({ kind: "table", rows: "a\r\n1\r\n" });
    expect(result.ok && result.written).toMatchObject({ from: { rows: "a\r\n1\r\n" }, notes: ["rows.csv"] });
  });

  it("may be above it, in a file that it extends, and of another by --set, within the project", () => {
    const files = {
      "here/main.yaml": "extends: ../base/base.yaml\nname: two\n",
      "base/base.yaml": main("rows.csv"),
      "base/rows.csv": "a\n1\n",
      "here/other.csv": "a\n2\n",
    };
    expect(load(files).result).toMatchObject({ value: { from: { rows: "a\n1\n" } } });
    expect(load(files, ["from.rows=other.csv"]).result).toMatchObject({ value: { from: { rows: "a\n2\n" } } });
  });

  it("may be written in place", () => {
    const text = "name: one\nfrom:\n  kind: table\n  rows: |\n    a.b\n    1\n";
    expect(load({ "here/main.yaml": text }).result).toMatchObject({ value: { from: { rows: "a.b\n1\n" } } });
  });

  it("is refused where it is named: not there, outside, not text, a single line", () => {
    const place = "2:28 from.rows";
    expect(errorsOf({ "here/main.yaml": main("rows.csv") })).toEqual([`${place} there is no such file`]);
    expect(errorsOf({ "here/main.yaml": main("/etc/rows.csv") })[0]).toContain(
      `${place} is not a path from this file on`,
    );
    expect(errorsOf({ "here/main.yaml": main("../../rows.csv") })[0]).toContain(`${place} leads out of the project`);
    expect(errorsOf({ "here/main.yaml": main("../here") })[0]).toContain(`${place} is not a regular file`);
    expect(errorsOf({ "here/main.yaml": main("rows.csv"), "here/rows.csv": "a\u{0}\n1\n" })[0]).toContain(
      `${place} the file is not UTF-8 text`,
    );
    expect(errorsOf({ "here/main.yaml": main("rows.csv"), "here/rows.csv": "a\n" })[0]).toContain(
      `${place} the file has a single line`,
    );
  });
});
