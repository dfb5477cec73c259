import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { pooledToyModel } from "../../../test/toy-model.js";
import { openPool } from "./pool.js";

const worker = pooledToyModel.worker as URL;

/** Where Linux lists what a process holds open; elsewhere nothing tells it. */
const held = "/proc/self/fd";

/** What a thread compiles is new to it: its temporary folder is empty. */
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "orrery-threads-"));
  vi.stubEnv("TMPDIR", folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

async function startAndEnd(): Promise<number> {
  const pool = openPool({ worker, workers: 2, heapMegabytes: 64 });
  await pool.run({ kind: "none" });
  await pool.close();
  return readdirSync(held).length;
}

describe.skipIf(!existsSync(held))("the files that threads open", () => {
  it("are closed when the threads end, however often threads are started", async () => {
    const first = await startAndEnd();
    const later = [await startAndEnd(), await startAndEnd(), await startAndEnd()];
    expect(Math.max(...later)).toBeLessThanOrEqual(first + 20);
  });
});
