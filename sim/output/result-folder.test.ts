import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { messages } from "./messages.js";
import {
  checkResultFolder,
  manifestName,
  ResultFolderError,
  type WriteFile,
  writeResultFolder,
} from "./result-folder.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "orrery-result-folder-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const everything = (): string[] => readdirSync(root, { recursive: true, encoding: "utf8" }).sort(byCodeUnits);
const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const writeResult =
  (text: string) =>
  (write: WriteFile): void => {
    write("series.csv", text);
    write(manifestName, "{}");
  };
const fail = (write: WriteFile): void => {
  write("series.csv", "half");
  throw new Error("the disk is full");
};

describe("result folder", () => {
  it("makes the folder and its parents, with the files and nothing else", () => {
    writeResultFolder({ folder: join(root, "results/thin/7"), force: false }, writeResult("a\n"));
    expect(everything()).toEqual([
      "results",
      "results/thin",
      "results/thin/7",
      `results/thin/7/${manifestName}`,
      "results/thin/7/series.csv",
    ]);
  });

  it("tells length and SHA-256 of what it wrote, whatever form it came in", () => {
    writeResultFolder({ folder: join(root, "run"), force: false }, (write) => {
      const whole = write("whole", "abc");
      const sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
      expect(whole).toEqual({ path: "whole", bytes: 3, sha256 });
      expect(write("in/pieces", ["a", "bc"])).toEqual({ path: "in/pieces", bytes: 3, sha256 });
      expect(write("in/bytes", Uint8Array.of(97, 98, 99)).sha256).toBe(sha256);
    });
    expect(readFileSync(join(root, "run/in/pieces"), "utf8")).toBe("abc");
  });

  it("leaves nothing behind when writing fails, not even the parents it made", () => {
    expect(() => writeResultFolder({ folder: join(root, "results/thin/7"), force: false }, fail)).toThrow("disk");
    expect(everything()).toEqual([]);
  });

  it("never overwrites silently", () => {
    const folder = join(root, "run");
    writeResultFolder({ folder, force: false }, writeResult("first"));
    expect(() => writeResultFolder({ folder, force: false }, writeResult("second"))).toThrow(
      new ResultFolderError(messages.folderHasFiles(folder)),
    );
    expect(readFileSync(join(folder, "series.csv"), "utf8")).toBe("first");
  });

  it("uses an empty folder that is already there", () => {
    mkdirSync(join(root, "run"));
    writeResultFolder({ folder: join(root, "run"), force: false }, writeResult("first"));
    expect(readFileSync(join(root, "run/series.csv"), "utf8")).toBe("first");
  });

  it("replaces an earlier result as a whole when forced", () => {
    const folder = join(root, "run");
    writeResultFolder({ folder, force: false }, (write) => {
      writeResult("first")(write);
      write("plots/old.svg", "<svg/>");
    });
    writeResultFolder({ folder, force: true }, writeResult("second"));
    expect(everything()).toEqual(["run", `run/${manifestName}`, "run/series.csv"]);
    expect(readFileSync(join(folder, "series.csv"), "utf8")).toBe("second");
  });

  it("keeps the earlier result when a forced writing fails", () => {
    const folder = join(root, "run");
    writeResultFolder({ folder, force: false }, writeResult("first"));
    expect(() => writeResultFolder({ folder, force: true }, fail)).toThrow("disk");
    expect(everything()).toEqual(["run", `run/${manifestName}`, "run/series.csv"]);
    expect(readFileSync(join(folder, "series.csv"), "utf8")).toBe("first");
  });

  it("does not replace files that no run has written, even when forced", () => {
    writeFileSync(join(root, "thesis.tex"), "precious");
    expect(() => checkResultFolder({ folder: root, force: true })).toThrow(
      new ResultFolderError(messages.folderIsNotAResult(root)),
    );
  });

  it("refuses a file as folder, and a folder below a file", () => {
    const file = join(root, "file");
    writeFileSync(file, "");
    expect(() => checkResultFolder({ folder: file, force: true })).toThrow(messages.folderIsAFile(file));
    expect(() => writeResultFolder({ folder: join(file, "run"), force: false }, fail)).toThrow(ResultFolderError);
  });

  it.each(["../escape", "/etc/escape", "a/../../escape", "a/..", ".", "", "a//b", "a\\b"])(
    "refuses the path %j inside it",
    (path) => {
      const attempt = () => writeResultFolder({ folder: join(root, "run"), force: false }, (write) => write(path, "x"));
      expect(attempt).toThrow("not a path inside a result folder");
      expect(everything()).toEqual([]);
    },
  );
});
