import { files } from "./file-system.js";
import { quietly } from "./trees.js";

/**
 * A file of lines that others read while it grows. It is no more than a help to who looks on: where the system refuses a line,
 * the file goes, and whoever writes goes on.
 */
export class GrowingFile {
  readonly #path: string;
  #file: number | undefined;

  /** Goes on behind what is there, or begins. */
  constructor(path: string) {
    this.#path = path;
    quietly(() => {
      this.#file = files.append(path);
    });
  }

  /** Adds a line, whole or not at all. */
  line(text: string): void {
    const file = this.#file;
    if (file === undefined) return;
    const data = Buffer.from(`${text}\n`, "utf8");
    try {
      for (let from = 0; from < data.length;) from += files.write(file, data, from);
    } catch {
      this.close();
      quietly(() => files.removeFile(this.#path));
    }
  }

  close(): void {
    const file = this.#file;
    this.#file = undefined;
    if (file !== undefined) quietly(() => files.close(file));
  }
}
