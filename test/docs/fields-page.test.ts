import { describe, expect, it } from "vitest";
import { fieldsFile, fieldsPage } from "./fields-page.js";
import { readText } from "./repository.js";

describe("docs/fields.md", () => {
  it("is up to date", async () => {
    expect(readText(fieldsFile), "if the schema is right: npm run pages").toBe(await fieldsPage());
  });

  it("says of every field what it means", () => {
    const rows = [...readText(fieldsFile).matchAll(/^\| `([^`]+)`[^|]*\|([^|]*)\|/gm)];
    expect(rows.length).toBeGreaterThan(80);
    expect(rows.filter(([, , about]) => about.trim() === "").map(([, name]) => name)).toEqual([]);
  });

  it("shows every example as a scenario would have it", () => {
    expect(readText(fieldsFile)).not.toMatch(/\[object|`undefined`|`null`/);
  });
});
