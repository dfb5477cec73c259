/** Decisions can be found by number, say when and whether they hold, and stand in their index as they are. */
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { readText, repositoryFiles } from "./repository.js";

const folder = "docs/decisions/";
const files = repositoryFiles.filter((path) => path.startsWith(folder) && path !== `${folder}README.md`);

const records = files.map((path) => {
  const text = readText(path);
  const [, number = "", title = ""] = /^# (\d+)\. (.+)$/m.exec(text) ?? [];
  const [, date = "", status = ""] = /^Date: (\d{4}-\d{2}-\d{2}) · Status: (.+)$/m.exec(text) ?? [];
  return { path, text, number: Number(number), title, date, status };
});

describe("decisions", () => {
  it("are numbered from 1 without gaps, each number once, as their files are", () => {
    expect(records.length).toBeGreaterThan(38);
    expect(records.map(({ number }) => number)).toEqual(records.map((_, k) => k + 1));
    expect(files.map((path) => Number(/^(\d{4})-[a-z0-9-]+\.md$/.exec(basename(path))?.[1]))).toEqual(
      records.map(({ number }) => number),
    );
  });

  it.each(records)("$path has a date, a status and three parts", ({ text, date, status }) => {
    expect(new Date(date).toISOString().slice(0, 10)).toBe(date);
    expect(status).toMatch(/^(?:accepted|rejected|superseded by \[\d+\]\(\d{4}-[a-z0-9-]+\.md\))$/);
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, part]) => part)).toEqual(["Context", "Choice", "Cost"]);
  });

  it("stand in the index as they are", () => {
    const rows = readText(`${folder}README.md`)
      .split("\n")
      .filter((line) => /^\| \d/.test(line))
      .map((line) =>
        line
          .split("|")
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    expect(rows).toEqual(
      records.map(({ number, title, path, date, status }) => [
        String(number),
        `[${title}](${basename(path)})`,
        date,
        status,
      ]),
    );
  });
});
