import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ownName } from "../files/owner.js";
import { messages } from "./messages.js";
import {
  claimResultFolder,
  type FolderRequest,
  manifestName,
  recoverResult,
  releaseFolders,
  ResultFolderError,
  ResultsNotWritten,
  type WriteFile,
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

/** As a command does it. */
async function writeResultFolder<Result>(
  request: FolderRequest,
  writeFiles: (write: WriteFile) => Result,
): Promise<Result> {
  const claim = claimResultFolder(request);
  try {
    return await claim.fill(writeFiles);
  } finally {
    claim.release();
  }
}

const at = (...names: string[]): string => join(root, ...names);

/** Why a folder cannot be claimed. */
const refusal = (folder: string): string => {
  try {
    claimResultFolder({ folder, force: true }).release();
    return "none";
  } catch (error) {
    if (!(error instanceof ResultFolderError)) throw error;
    return error.message;
  }
};

describe("result folder", () => {
  it("makes the folder and its parents, with the files and nothing else", async () => {
    await writeResultFolder({ folder: join(root, "results/thin/7"), force: false }, writeResult("a\n"));
    expect(everything()).toEqual([
      "results",
      "results/thin",
      "results/thin/7",
      `results/thin/7/${manifestName}`,
      "results/thin/7/series.csv",
    ]);
  });

  it("tells length and SHA-256 of what it wrote, whatever form it came in", async () => {
    await writeResultFolder({ folder: join(root, "run"), force: false }, (write) => {
      const whole = write("whole", "abc");
      const sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
      expect(whole).toEqual({ path: "whole", bytes: 3, sha256 });
      expect(write("in/pieces", ["a", "bc"])).toEqual({ path: "in/pieces", bytes: 3, sha256 });
      expect(write("in/bytes", Uint8Array.of(97, 98, 99)).sha256).toBe(sha256);
    });
    expect(readFileSync(join(root, "run/in/pieces"), "utf8")).toBe("abc");
  });

  it("leaves nothing behind when writing fails, not even the parents it made", async () => {
    await expect(writeResultFolder({ folder: join(root, "results/thin/7"), force: false }, fail)).rejects.toThrow(
      "disk",
    );
    expect(everything()).toEqual([]);
  });

  it("never overwrites silently", async () => {
    const folder = join(root, "run");
    await writeResultFolder({ folder, force: false }, writeResult("first"));
    await expect(writeResultFolder({ folder, force: false }, writeResult("second"))).rejects.toThrow(
      new ResultFolderError(messages.folderHasFiles(folder)),
    );
    expect(readFileSync(join(folder, "series.csv"), "utf8")).toBe("first");
  });

  it("uses an empty folder that is already there", async () => {
    mkdirSync(join(root, "run"));
    await writeResultFolder({ folder: join(root, "run"), force: false }, writeResult("first"));
    expect(readFileSync(join(root, "run/series.csv"), "utf8")).toBe("first");
  });

  it("replaces an earlier result as a whole when forced", async () => {
    const folder = join(root, "run");
    await writeResultFolder({ folder, force: false }, (write) => {
      writeResult("first")(write);
      write("plots/old.svg", "<svg/>");
    });
    await writeResultFolder({ folder, force: true }, writeResult("second"));
    expect(everything()).toEqual(["run", `run/${manifestName}`, "run/series.csv"]);
    expect(readFileSync(join(folder, "series.csv"), "utf8")).toBe("second");
  });

  it("keeps the earlier result when a forced writing fails", async () => {
    const folder = join(root, "run");
    await writeResultFolder({ folder, force: false }, writeResult("first"));
    await expect(writeResultFolder({ folder, force: true }, fail)).rejects.toThrow("disk");
    expect(everything()).toEqual(["run", `run/${manifestName}`, "run/series.csv"]);
    expect(readFileSync(join(folder, "series.csv"), "utf8")).toBe("first");
  });

  it("does not replace files that no run has written, even when forced", () => {
    writeFileSync(join(root, "thesis.tex"), "precious");
    expect(() => claimResultFolder({ folder: root, force: true })).toThrow(
      new ResultFolderError(messages.folderIsNotAResult(root)),
    );
  });

  it("takes away nothing that was put beside results, wherever in the folder, and names it", async () => {
    const folder = join(root, "run");
    const listed = [{ path: "series.csv" }, { path: "plots/a.png" }];
    await writeResultFolder({ folder, force: false }, (write) => {
      for (const { path } of listed) write(path, "first");
      write(manifestName, JSON.stringify({ files: listed }));
    });
    const claim = (): void => claimResultFolder({ folder, force: true }).release();
    mkdirSync(join(folder, "empty"));
    writeFileSync(join(folder, ".DS_Store"), "");
    claim();
    mkdirSync(join(folder, "plots", "mine"));
    const notes = join(folder, "plots", "mine", "notes.md");
    writeFileSync(notes, "precious");
    expect(claim).toThrow(new ResultFolderError(messages.folderHasForeign(folder, ["plots/mine/notes.md"])));
    symlinkSync(notes, join(folder, "a-link"));
    expect(claim).toThrow(`holds a-link and 1 more file that no run has written`);
    expect(readFileSync(notes, "utf8")).toBe("precious");
    rmSync(join(folder, "a-link"));
    rmSync(notes);
    claim();
    // What belongs there nobody knows.
    for (const manifest of ["{", "null", "{}"]) {
      writeFileSync(join(folder, manifestName), manifest);
      claim();
    }
    writeFileSync(join(folder, manifestName), '{"files":[null]}');
    expect(claim).toThrow(ResultFolderError);
  });

  it("refuses what can never be a folder of results, before anything is done, and leaves nothing behind", () => {
    writeFileSync(at("file"), "");
    symlinkSync("nowhere", at("dangling"));
    symlinkSync("itself", at("itself"));
    const before = everything();
    expect(refusal(at("file"))).toBe(messages.folderIsAFile(at("file")));
    expect(refusal(at("dangling"))).toBe(messages.folderIsDanglingLink(at("dangling")));
    expect(refusal(at("file", "run"))).toContain("not a directory (ENOTDIR)");
    expect(refusal(at("dangling", "run"))).toContain("not a directory (ENOTDIR)");
    expect(refusal(at("itself"))).toContain("(ELOOP)");
    expect(refusal(at("itself", "run"))).toContain("(ELOOP)");
    expect(refusal(at("long", "x".repeat(300)))).toContain("name too long (ENAMETOOLONG)");
    expect(refusal("/proc/orrery/run")).toContain("cannot be written");
    expect(refusal("/dev/shm")).not.toBe("none");
    expect(everything()).toEqual(before);
  });

  it("follows a link to a folder, which stays a link", async () => {
    mkdirSync(join(root, "real"));
    symlinkSync("real", join(root, "link"));
    await writeResultFolder({ folder: join(root, "link"), force: false }, writeResult("first"));
    expect(lstatSync(join(root, "link")).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(root, "real/series.csv"), "utf8")).toBe("first");
  });

  it.each(["../escape", "/etc/escape", "a/../../escape", "a/..", ".", "", "a//b", "a\\b"])(
    "refuses the path %j inside it",
    async (path) => {
      const attempt = writeResultFolder({ folder: join(root, "run"), force: false }, (write) => write(path, "x"));
      await expect(attempt).rejects.toThrow("not a path inside a result folder");
      expect(everything()).toEqual([]);
    },
  );
});

describe("a claimed folder", () => {
  it("is nobody else's until it is released", async () => {
    const folder = join(root, "run");
    const claim = claimResultFolder({ folder, force: false });
    expect(() => claimResultFolder({ folder, force: true })).toThrow(
      new ResultFolderError(messages.folderInUse(folder, { pid: String(process.pid), lock: "", isKnown: true })),
    );
    claim.release();
    expect(everything()).toEqual([]);
    await writeResultFolder({ folder, force: false }, writeResult("first"));
    claim.release();
    expect(everything()).toEqual(["run", `run/${manifestName}`, "run/series.csv"]);
  });

  it("is taken over from a process that is gone, not from one that lives or cannot be asked", () => {
    const folder = join(root, "run");
    const lock = join(root, ".run.lock");
    const lockOf = (owner: string): void => {
      rmSync(lock, { recursive: true, force: true });
      mkdirSync(lock);
      writeFileSync(join(lock, "owner"), owner);
    };
    const [, start, machine] = ownName().split("-");
    for (const owner of [`${process.pid}-1-${machine}`, `999999999-${start}-${machine}`, "", "rubbish"]) {
      lockOf(owner);
      mkdirSync(join(root, ".run.new"));
      mkdirSync(join(root, `.run.lock-999999999-1-${machine}`));
      claimResultFolder({ folder, force: false }).release();
      expect(everything()).toEqual([]);
    }
    lockOf(`${process.ppid}-${startOf(process.ppid)}-${machine}`);
    expect(() => claimResultFolder({ folder, force: false })).toThrow(`Process ${process.ppid} is writing`);
    lockOf("1-1-00000000");
    expect(() => claimResultFolder({ folder, force: false })).toThrow(`If it has ended, remove ${lock}`);
  });

  it("keeps finished files where the system refuses the rest, and a later result clears them", async () => {
    const folder = join(root, "run");
    const refused = Object.assign(new Error("ENOSPC: no space left on device, write"), {
      code: "ENOSPC",
      syscall: "write",
    });
    const failing = writeResultFolder({ folder, force: false }, (write) => {
      write("scenario.resolved.yaml", "name: a\n");
      write(
        "series.csv",
        (function* () {
          yield "half";
          throw refused;
        })(),
      );
    });
    const kept = `${folder}.incomplete`;
    await expect(failing).rejects.toThrow(
      new ResultsNotWritten(
        messages.resultsNotWritten(messages.cannotBeWritten(folder, "no space left on device (ENOSPC)"), {
          count: 1,
          kept,
        }),
      ),
    );
    expect(everything()).toEqual(["run.incomplete", "run.incomplete/scenario.resolved.yaml"]);
    await writeResultFolder({ folder, force: false }, writeResult("first"));
    expect(everything()).toEqual(["run", `run/${manifestName}`, "run/series.csv"]);
  });

  it("is given free, with what was begun, by a process that ends wherever it stands", () => {
    for (const name of ["one/run", "two/run"]) claimResultFolder({ folder: at(name), force: false });
    expect(everything()).toContain("one/.run.lock");
    releaseFolders();
    expect(everything()).toEqual([]);
  });

  it("is put right before it is read", () => {
    mkdirSync(join(root, ".run.old"));
    writeFileSync(join(root, ".run.old", manifestName), "old");
    recoverResult(join(root, "run"));
    expect(everything()).toEqual(["run", `run/${manifestName}`]);
  });
});

const startOf = (pid: number): string =>
  readFileSync(`/proc/${pid}/stat`, "latin1")
    .replace(/^.*\) /, "")
    .split(" ")[19];
