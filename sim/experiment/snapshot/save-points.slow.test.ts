import { afterEach, expect, test } from "vitest";
import { pooledToyModel } from "../../../test/toy-model.js";
import { openPool, type Pool } from "../pool/pool.js";
import { executeOnPool } from "../replicate/execute-on-pool.js";
import { execute } from "../replicate/execute.js";

const options = {
  replications: [0, 1],
  replayOf: () => "none",
  progress: { update() {}, stop() {} },
  interrupt: { requested: false, release() {} },
};
const secondUs = 1_000_000;

let pool: Pool | undefined;
afterEach(async () => {
  await pool?.close();
  pool = undefined;
});

test("a run is stored and goes on in workers as in the main thread", async () => {
  const toy = pooledToyModel.schema.parse({ name: "toy", horizon: "1 h" });
  const settings = { ...options, saveAtUs: [60 * secondUs, 120 * secondUs] };
  const { results } = await execute(pooledToyModel, toy, settings);
  pool = openPool({ worker: pooledToyModel.worker as URL, workers: 2, heapMegabytes: 64 });
  const onPool = await executeOnPool(pool, toy, settings);
  expect(onPool.results.map(({ stored }) => stored)).toEqual(results.map(({ stored }) => stored));
  const from = results.map(({ stored }) => stored[1]);
  const [one, other] = [
    await execute(pooledToyModel, toy, { ...settings, saveAtUs: [180 * secondUs], from }),
    await executeOnPool(pool, toy, { ...settings, saveAtUs: [180 * secondUs], from }),
  ];
  expect(other.results.map(({ stored }) => stored)).toEqual(one.results.map(({ stored }) => stored));
  expect(one.results[0].stored[0].state).not.toEqual(results[0].stored[1].state);
});
