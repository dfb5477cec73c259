import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { exchangeNames } from "./exchange-names.js";

const scratch = mkdtempSync(join(tmpdir(), "orrery-exchange-"));
afterAll(() => rmSync(scratch, { recursive: true }));

/** Folders with names that a shell, or a language, would read as something else. */
const [one, two] = ["on'e $HOME", 'twö "2"\n'].map((name) => join(scratch, name));
beforeEach(() => {
  for (const folder of [one, two]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    writeFileSync(join(folder, folder === one ? "first" : "second"), "");
  }
});

describe("an exchange", () => {
  it("gives two folders each other's name, or leaves both as they are", () => {
    const isDone = exchangeNames(one, two);
    expect([readdirSync(one), readdirSync(two)]).toEqual(isDone ? [["second"], ["first"]] : [["first"], ["second"]]);
  });

  it("does nothing where one of them is missing", () => {
    expect(exchangeNames(one, join(scratch, "none"))).toBe(false);
    expect([readdirSync(one), existsSync(join(scratch, "none"))]).toEqual([["first"], false]);
  });

  it.runIf(process.platform === "linux" && existsSync("/usr/bin/perl"))(
    "works on Linux with Perl, as on Debian",
    () => {
      expect(exchangeNames(one, two)).toBe(true);
    },
  );
});
