/** Runs the replications of a scenario in `bench/scenarios/` without writing results. */
import { join } from "node:path";
import { scenarioSchema } from "../../models/scenario/schema.js";
import { execute } from "../../sim/experiment/replicate/execute.js";
import { executeOnPool } from "../../sim/experiment/replicate/execute-on-pool.js";
import { quilibrium } from "../../models/quilibrium.js";
import { poolFor } from "../../sim/experiment/pool/worker-count.js";
import { loadScenario } from "../../sim/scenario/load.js";
import { rootFolder } from "../root-folder.js";

export const benchScenario = (file: string): string => join(rootFolder, "bench/scenarios", file);

export interface BenchExecution {
  readonly replications: number;
  /** Wall seconds of all replications; throws if they differ from those measured before. */
  readonly measure: () => Promise<number>;
  readonly close: () => Promise<void>;
}

/** The first measurement also starts the workers and warms up the compiler: measure once more than you count. */
export function createBenchExecution(file: string, workers: number): BenchExecution {
  const loaded = loadScenario(benchScenario(file), { schema: scenarioSchema });
  if (!loaded.ok) throw new Error(`${file} cannot be run: ${loaded.errors[0].message}`);
  const scenario = loaded.value;
  const options = {
    replications: Array.from({ length: scenario.replications }, (_, k) => k),
    replayOf: () => "bench",
    progress: { update() {}, stop() {} },
    interrupt: { requested: false, release() {} },
  };
  const pool = poolFor(quilibrium.worker, workers);
  let known: string | undefined;
  const measure = async (): Promise<number> => {
    const begunNs = process.hrtime.bigint();
    const { results } =
      pool === undefined ? await execute(quilibrium, scenario, options) : await executeOnPool(pool, scenario, options);
    const tookS = Number(process.hrtime.bigint() - begunNs) / 1e9;
    const fingerprints = results.map(({ fingerprint }) => fingerprint).join(" ");
    if (fingerprints !== (known ??= fingerprints)) throw new Error(`${file}: two runs of one scenario differ`);
    return tookS;
  };
  return { replications: scenario.replications, measure, close: async () => await pool?.close() };
}
