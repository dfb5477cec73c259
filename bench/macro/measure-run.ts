/**
 * One measurement, in a process of its own so that its memory is its own: `node measure-run.js FILE [OPTION...]` does
 * what `orrery run` does, tables and pictures included. It prints three lines of JSON: that of `orrery run --json`, a
 * `Simulating`, and a `Planned`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSimulation } from "../../models/simulation.js";
import { parseArguments } from "../../sim/cli/arguments.js";
import { runCommand, runFiles } from "../../sim/cli/commands/run.js";
import { quilibrium } from "../../models/quilibrium.js";
import type { Planned, Simulating } from "./measurement.js";

const simulating: Simulating[] = [];
const planned: Planned[] = [];

/** The model, with a clock from genesis to the last table. */
const timed: typeof quilibrium = {
  ...quilibrium,
  planOf: (scenario) => {
    const plan = quilibrium.planOf(scenario);
    planned.push({ plannedS: plan.seconds, plannedBytes: plan.memoryBytes, plannedEvents: plan.events.total });
    return plan;
  },
  createSimulation: (scenario, run) => {
    const begunNs = process.hrtime.bigint();
    const simulation = createSimulation(scenario, run);
    const finish = simulation.finish.bind(simulation);
    return Object.assign(simulation, {
      finish: () => {
        const result = finish();
        const simulatingS = Number(process.hrtime.bigint() - begunNs) / 1e9;
        const { horizonUs, frameCount, eventCount } = simulation;
        simulating.push({ simulatedS: horizonUs / 1e6, frames: frameCount, events: eventCount, simulatingS });
        return result;
      },
    });
  },
};

const folder = mkdtempSync(join(tmpdir(), "orrery-bench-"));
try {
  const typed = [...process.argv.slice(2), "--json", "--quiet", "--out", join(folder, "results")];
  const args = await parseArguments("run", runCommand, typed);
  if (args !== undefined) process.exitCode = await runFiles(timed, args);
  process.stdout.write(`${JSON.stringify(simulating[0])}\n${JSON.stringify(planned[0])}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
