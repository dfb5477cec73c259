/**
 * What a cell of a sweep costs beyond its simulation: `node dist/bench/pool/sweep-overhead.js` prints one line of JSON. A
 * thousand small cells are swept in this thread, from reading the file to writing the tables, and simulated in a bare
 * loop; both in turn, so that other load falls on both alike.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArguments } from "../../sim/cli/arguments.js";
import { sweepCommand } from "../../sim/cli/commands/sweep.js";
import { quilibrium } from "../../models/quilibrium.js";
import { loadSweep } from "../../sim/cli/load.js";
import { claimResultFolder } from "../../sim/output/result-folder.js";
import { runSweep } from "../../sim/cli/run-sweep.js";
import { median } from "../median.js";
import { benchScenario } from "./execution.js";

const repetitions = 5;

const file = benchScenario("cells.yaml");
const args = await parseArguments("sweep", sweepCommand, [file]);
if (args === undefined) throw new Error("the bench asks for no help");

async function sweepS(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "orrery-bench-"));
  try {
    const begunNs = process.hrtime.bigint();
    const sweep = loadSweep(quilibrium, file, args!);
    const { computed } = await runSweep(quilibrium, sweep, {
      folder: claimResultFolder({ folder: join(folder, "out"), force: false }),
      store: join(folder, "cells"),
      part: undefined,
      replayOf: () => "bench",
      commandLine: [],
      progress: { update() {}, stop() {} },
      interrupt: { requested: false },
      hasReport: false,
      poolFor: () => undefined,
    });
    const tookS = Number(process.hrtime.bigint() - begunNs) / 1e9;
    if (computed !== sweep.points.length) throw new Error(`${computed} cells computed, expected all`);
    return tookS;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const { points } = loadSweep(quilibrium, file, args);

function simulateS(): number {
  const begunNs = process.hrtime.bigint();
  for (const { scenario, seed } of points) {
    const simulation = quilibrium.createSimulation(scenario, { seed, replication: 0, replay: "bench" });
    simulation.advance(simulation.horizonUs);
    simulation.finish();
  }
  return Number(process.hrtime.bigint() - begunNs) / 1e9;
}

// Once without counting, to warm up the compiler.
simulateS();
await sweepS();
const sweeping: number[] = [];
const simulating: number[] = [];
for (let turn = 0; turn < repetitions; turn++) {
  simulating.push(simulateS());
  sweeping.push(await sweepS());
}
const cells = points.length;
const overheadMs = ((median(sweeping) - median(simulating)) * 1000) / cells;
process.stdout.write(
  `${JSON.stringify({
    name: "sweep-overhead",
    cells,
    repetitions,
    sweepMsPerCell: (median(sweeping) * 1000) / cells,
    simulateMsPerCell: (median(simulating) * 1000) / cells,
    overheadMsPerCell: overheadMs,
  })}\n`,
);
