import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type CellResult, cellText, readCell } from "./cell.js";

/**
 * Finished cells on disk, a file each: the SHA-256 of the second line, then the cell. A file that is damaged, or was left
 * behind half-written, is as good as none.
 *
 *     results/cells/3f/3f9a….cell
 */
export class CellStore {
  readonly #madeFolders = new Set<string>();

  /** `writer` tells apart those who write at the same time, in one process or in several. */
  constructor(
    readonly folder: string,
    readonly writer: string,
  ) {}

  /** Undefined unless the cell is there and as it was written. */
  read(key: string): CellResult | undefined {
    let text: string;
    try {
      text = readFileSync(this.#pathOf(key), "utf8");
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
    const [hash, content = "", end] = text.split("\n");
    // The key is part of what is hashed: a file under another's name is not its cell.
    return end === "" && hash === hashOf(key, content) ? readCell(content) : undefined;
  }

  /** Stores a cell; it is there whole, or not at all, whenever the process is killed. */
  write(key: string, cell: CellResult): void {
    const path = this.#pathOf(key);
    this.#makeFolder(dirname(path));
    const content = cellText(cell);
    const temporary = `${path}.${this.writer}.tmp`;
    try {
      writeFileSync(temporary, `${hashOf(key, content)}\n${content}\n`);
      renameSync(temporary, path);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  }

  #pathOf(key: string): string {
    return join(this.folder, key.slice(0, 2), `${key}.cell`);
  }

  #makeFolder(folder: string): void {
    if (this.#madeFolders.has(folder)) return;
    mkdirSync(folder, { recursive: true });
    this.#madeFolders.add(folder);
  }
}

const hashOf = (key: string, content: string): string =>
  createHash("sha256").update(`${key}\n${content}`).digest("hex");

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === "ENOENT";
