import { describe, expect, it } from "vitest";
import { examplesOf, filesOf } from "./examples.js";
import { asShown, isPrinted } from "./shown.js";
import { asTable } from "./table.js";

describe("what a document shows of an output", () => {
  const printed = "fingerprint  db3b195d\ntook         0.7 s, 101 MB of memory\nforty-two  42\n";

  it("keeps what only a clock or a meter says, and no other figure", () => {
    const shown = "fingerprint  db3b195e\ntook         0.5 s, 95 MB of memory\nforty-two  41\n";
    expect(asShown(printed, shown)).toBe("fingerprint  db3b195d\ntook         0.5 s, 95 MB of memory\nforty-two  42\n");
    for (const line of [
      "took 3 s\n",
      "took         0.5 s, 95 MB of memory, 3 frames\n",
      "it took 1 s, 2 MB of memory\n",
    ]) {
      expect(asShown(line, line.replaceAll(/\d/g, "9"))).toBe(line);
    }
  });

  it("is cut where the author cut it, whatever the figures are now", () => {
    const shown = "prover 45 · 4 workers · address …\nframe 7  joins\n";
    expect(asShown("prover 45 · 12 workers · address 0x77\nframe 8  joins\n", shown)).toBe(
      "prover 45 · 12 workers · address …\nframe 8  joins\n",
    );
    expect(asShown("node 45 · 4 workers · address 0x77\n", shown)).toBe("node 45 · 4 workers · address 0x77\n");
  });

  it("may be an excerpt of rows that differ in their figures alone", () => {
    const printed = "head\n│ 1 % │ 5 │\n│ 2 % │ 6 │\n│ 3 % │ 9 │\n";
    expect(asShown(printed, "│ 1 % │ 5 │\n│ 2 % │ 6 │\n│ 3 % │ 9 │\n", true)).toBe(
      "│ 1 % │ 5 │\n│ 2 % │ 6 │\n│ 3 % │ 9 │\n",
    );
    expect(asShown(printed, "│ 1 % │ 5 │\n│ 2 % │ 7 │\n", true)).toBe("│ 1 % │ 5 │\n│ 2 % │ 6 │\n");
  });

  it("may be an excerpt: lines are found by their words", () => {
    const shown = "1,389 active, 0 joining.\n";
    expect(isPrinted(shown, "begins\n1,400 active, 12 joining.\nends\n")).toBe(true);
    expect(asShown("begins\n1,400 active, 12 joining.\nends\n", shown, true)).toBe("1,400 active, 12 joining.\n");
    expect(isPrinted(shown, "1,400 active, 12 leaving.\n")).toBe(false);
  });
});

describe("a table", () => {
  const shown = "| metric | day 9 |\n| ------ | ----: |\n| `a`    | 1,000 |\n| `b`    |     2 |\n";

  it("has the cells that are printed for its rows, set as before", () => {
    expect(
      asTable("| metric | day 9 |\n| --- | --: |\n| `b` | 3 |\n| `a` | 1,000 |\n| `c` | 7 |\n\nmore\n", shown),
    ).toBe(shown.replace("    2", "    3"));
    expect(asTable("| `a` | 20 |\n", shown)).toBe(
      "| metric |       day 9 |\n| ------ | ----------: |\n| `a`    |          20 |\n| `b`    | not printed |\n",
    );
  });

  it("is found below the command that prints it", () => {
    const document = `text\n\n<!-- table of: count it -->\n\n${shown}\nmore\n`;
    expect(examplesOf(document)).toMatchObject([{ script: "count it\n", shown, form: "table", isSlow: true }]);
    expect(document.slice(examplesOf(document)[0].from, examplesOf(document)[0].to)).toBe(shown);
  });
});

describe("examples of a document", () => {
  const document = [
    "<!-- slow -->\n\n```sh\nnpm start\n```\n\nsays\n\n<!-- excerpt -->\n\n```text\nall 3\n```\n",
    "```yaml\n# a.yaml\nname: a\n```\n",
    "```sh\nnpm test\n```\n\nand\n\n```sh\norrery a\n```\n\n```text\nb\n```\n",
    "```text\n$ one\n$ two\n2\n2\n$ three\n3\n```\n",
  ].join("\n");

  it("are scripts with the text below them, and lines after a $ with those up to the next", () => {
    expect(examplesOf(document)).toMatchObject([
      { script: "npm start\n", shown: "all 3\n", isSlow: true, form: "excerpt" },
      { script: "orrery a\n", shown: "b\n", isSlow: false, form: "whole" },
      { script: "one\n", shown: "" },
      { script: "two\n", shown: "2\n2\n" },
      { script: "three\n", shown: "3\n" },
    ]);
    for (const { shown, from, to } of examplesOf(document)) expect(document.slice(from, to)).toBe(shown);
  });

  it("stand beside scenarios that are shown with the name of their file", () => {
    expect(filesOf(document)).toMatchObject([{ name: "a.yaml", text: "# a.yaml\nname: a\n" }]);
  });
});
