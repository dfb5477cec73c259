/** A run that is looked at: where its files are, finished or under way, and the scenes that there are so far. */
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { exists, files } from "../../files/file-system.js";
import type { SceneHead } from "../../experiment/scenes/scene.js";
import { isBeingWritten } from "../../output/folder-lock.js";
import { pathsOf } from "../../output/folder-paths.js";
import { isResult } from "../../output/leftovers.js";
import { scenesName } from "../../output/write-run.js";
import type { WatchedState } from "../../view/watch/watched.js";
import { headOfLine, isSceneLine } from "./scene-lines.js";

const chunkBytes = 1 << 20;

/** Which file the scenes are read from: another one is another run. */
interface Source {
  readonly path: string;
  readonly state: WatchedState["state"];
}

export class WatchedRun {
  readonly folder: string;
  generation = 0;
  state: WatchedState["state"] = "ended";
  head: SceneHead | undefined;
  /** Lines of scenes, in order of time. */
  readonly scenes: string[] = [];
  /** Numbers, from 1, of the lines that are no scenes; the first is the head, without which none can be read. */
  readonly damagedLines: number[] = [];
  /** What the file of the scenes is known by, how much of it was read, and the beginning of a line that is not whole yet. */
  #file = "";
  #readBytes = 0;
  #rest: Buffer = Buffer.alloc(0);
  #lines = 0;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Looks what there is now. Throws what `node:fs` throws where the folder cannot be read. */
  look(): void {
    const source = this.#source();
    // What was under way and is gone has nothing new to tell.
    if (source === undefined) {
      this.state = "ended";
      return;
    }
    this.state = source.state;
    const there = statSync(source.path, { throwIfNoEntry: false });
    const found = there?.isFile() === true ? there : undefined;
    const file = found === undefined ? "" : `${found.dev}:${found.ino}:${found.birthtimeMs}`;
    if (file !== this.#file || (found?.size ?? 0) < this.#readBytes) this.#begin(file);
    if (found !== undefined) this.#read(source.path, found.size);
  }

  /** Whether the folder has, or had when it was looked at last, a run; `orrery watch` begins with nothing else. */
  get isThere(): boolean {
    return this.state !== "ended";
  }

  /** A run that is being written comes first: it is what somebody waits for. */
  #source(): Source | undefined {
    const paths = pathsOf(this.folder);
    if (exists(paths.fresh) && isBeingWritten(paths))
      return { path: join(paths.fresh, scenesName), state: "under way" };
    // Of results only runs have a series.
    const isFolder = files.stat(paths.target)?.isDirectory() === true;
    const isRun = isFolder && isResult(paths.target) && exists(join(paths.target, "series.csv"));
    return isRun ? { path: join(paths.target, scenesName), state: "finished" } : undefined;
  }

  #begin(file: string): void {
    this.#file = file;
    this.#readBytes = 0;
    this.#rest = Buffer.alloc(0);
    this.#lines = 0;
    this.head = undefined;
    this.scenes.length = 0;
    this.damagedLines.length = 0;
    this.generation++;
  }

  #read(path: string, size: number): void {
    const file = openSync(path, "r");
    try {
      while (this.#readBytes < size) {
        const chunk = Buffer.alloc(Math.min(chunkBytes, size - this.#readBytes));
        const count = readSync(file, chunk, 0, chunk.length, this.#readBytes);
        if (count === 0) return;
        this.#readBytes += count;
        this.#take(Buffer.concat([this.#rest, chunk.subarray(0, count)]));
      }
    } finally {
      closeSync(file);
    }
  }

  #take(data: Buffer): void {
    const end = data.lastIndexOf("\n") + 1;
    this.#rest = data.subarray(end);
    for (const line of data.toString("utf8", 0, end).split("\n")) {
      if (line === "") continue;
      this.#lines++;
      if (this.#lines === 1) this.head = headOfLine(line);
      const isGood = this.#lines === 1 ? this.head !== undefined : this.head !== undefined && isSceneLine(line, this.head.words); // prettier-ignore
      if (!isGood) this.damagedLines.push(this.#lines);
      else if (this.#lines > 1) this.scenes.push(line);
    }
  }
}

/** What the manifest of a finished run says of the command that made it (undefined: nothing), and whether it was interrupted. */
export function manifestOf(folder: string): {
  readonly commandLine?: readonly string[];
  readonly isInterrupted: boolean;
} {
  try {
    const { commandLine, interrupted } = JSON.parse(files.readText(join(folder, "manifest.json"))) as {
      readonly commandLine?: unknown;
      readonly interrupted?: unknown;
    };
    return {
      isInterrupted: interrupted === true,
      ...(Array.isArray(commandLine) && { commandLine: commandLine.map(String) }),
    };
  } catch {
    return { isInterrupted: false };
  }
}
