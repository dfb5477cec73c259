import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withFault } from "../../test/failing-files.js";
import { GrowingFile } from "./growing-file.js";

const place = (): string => join(mkdtempSync(join(tmpdir(), "orrery-growing-")), "lines");

describe("a growing file", () => {
  it("has every line as soon as it is written, and goes on behind what is there", () => {
    const path = place();
    const first = new GrowingFile(path);
    first.line("one");
    expect(readFileSync(path, "utf8")).toBe("one\n");
    first.close();
    const second = new GrowingFile(path);
    second.line("µ");
    expect(readFileSync(path, "utf8")).toBe("one\nµ\n");
    second.close();
    second.line("late");
    expect(readFileSync(path, "utf8")).toBe("one\nµ\n");
  });

  it("goes where the system refuses a line, and troubles nobody", async () => {
    // Opened, a line, a line, closed.
    for (let at = 0; at < 4; at++) {
      const path = place();
      await withFault(at, "ENOSPC", async () => {
        const file = new GrowingFile(path);
        file.line("one");
        file.line("two");
        file.close();
        return await Promise.resolve();
      });
      const left = existsSync(path) ? readFileSync(path, "utf8") : undefined;
      expect(left).toBe(at === 3 ? "one\ntwo\n" : undefined);
    }
  });
});
