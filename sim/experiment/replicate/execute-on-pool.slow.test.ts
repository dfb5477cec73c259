import { afterEach, describe, expect, it } from "vitest";
import { pooledToyModel } from "../../../test/toy-model.js";
import { ReplicationFailure } from "../failure.js";
import { messages } from "../messages.js";
import { openPool, type Pool } from "../pool/pool.js";
import { execute, type Execution } from "./execute.js";
import { executeOnPool } from "./execute-on-pool.js";

const worker = pooledToyModel.worker as URL;
const heapMegabytes = 64;
let pool: Pool | undefined;
afterEach(async () => {
  await pool?.close();
  pool = undefined;
});

const options = (replications: number, interrupt = { requested: false, release() {} }) => ({
  replications: Array.from({ length: replications }, (_, k) => k),
  replayOf: (replication: number) => `again ${replication}`,
  progress: { update() {}, stop() {} },
  interrupt,
});

async function onPool(scenario: object, replications: number, workers: number): Promise<Execution> {
  pool = openPool({ worker, workers, heapMegabytes });
  return executeOnPool(pool, toy(scenario), options(replications));
}

const toy = (fields: object) => pooledToyModel.schema.parse({ name: "toy", horizon: "1 h", ...fields });

const cells = (execution: Execution): unknown =>
  execution.results.map(({ tables }) => tables.series.columns.map(({ values }) => Array.from<unknown>(values)));

async function failureOf(scenario: object): Promise<ReplicationFailure> {
  const error: unknown = await onPool(scenario, 4, 2).catch((thrown: unknown) => thrown);
  if (!(error instanceof ReplicationFailure)) throw new Error(`expected a failure, got ${String(error)}`);
  return error;
}

describe("replications on worker threads", () => {
  it.each([1, 2, 3, 4])("are those of the main thread, in their order, on %i workers", async (workers) => {
    const expected = await execute(pooledToyModel, toy({}), options(5));
    const { results, interrupted } = await onPool({}, 5, workers);
    expect(results.map(({ replication }) => replication)).toEqual([0, 1, 2, 3, 4]);
    expect(interrupted).toBe(false);
    results.forEach(({ metrics, fingerprint, summaryLines }, k) => {
      expect({ metrics, fingerprint, summaryLines }).toEqual({
        metrics: expected.results[k].metrics,
        fingerprint: expected.results[k].fingerprint,
        summaryLines: expected.results[k].summaryLines,
      });
    });
    expect(cells({ results, interrupted })).toEqual(cells(expected));
  });

  it("end at a broken invariant, with its whole message and the command of that replication", async () => {
    const { kind, message, replay } = await failureOf({ fails: "break" });
    expect({ kind, replay }).toEqual({ kind: "invariant", replay: "again 1" });
    expect(message).toMatch(/a toy broke[^]*again 1/);
  });

  it("end at whatever else a replication throws", async () => {
    const { kind, message, replay, stack } = await failureOf({ fails: "throw" });
    expect({ kind, message, replay }).toEqual({
      kind: "other",
      message: "RangeError: a toy fell",
      replay: "again 1",
    });
    expect(stack).toContain("toy-model");
  });

  it("end when a worker runs out of memory", async () => {
    const { kind, message, replay } = await failureOf({ fails: "memory", failsIn: 2 });
    expect({ kind, message, replay }).toEqual({
      kind: "memory",
      message: messages.outOfMemory("replication 2", heapMegabytes),
      replay: "again 2",
    });
  });

  it("end when a worker exits", async () => {
    const { kind, message, replay } = await failureOf({ fails: "exit" });
    expect({ kind, replay }).toEqual({ kind: "other", replay: "again 1" });
    expect(message).toContain("the worker that ran replication 1 ended before its time");
  });

  it("end when no worker can start", async () => {
    pool = openPool({ worker: new URL("nowhere.ts", worker), workers: 2, heapMegabytes });
    await expect(executeOnPool(pool, toy({}), options(3))).rejects.toThrow(ReplicationFailure);
  });

  it("keep those up to the first unfinished one when interrupted, or the first as far as it got", async () => {
    pool = openPool({ worker, workers: 2, heapMegabytes });
    const interrupt = { requested: false, release() {} };
    // Replications that never end: they stop when asked.
    const endless = executeOnPool(pool, toy({ horizon: "200 y", slow: true }), options(3, interrupt));
    interrupt.requested = true;
    const { results, interrupted } = await endless;
    expect(interrupted).toBe(true);
    expect(results.map(({ replication }) => replication)).toEqual([0]);
  });
});
