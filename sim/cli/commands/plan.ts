import Table from "cli-table3";
import { type Arguments, type Command, UsageError } from "../command.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import { loadAll, scenarioOptions } from "../load.js";
import { messages } from "../messages.js";
import type { Model, ScenarioBasics } from "../model.js";
import { bytesText, countText, durationText } from "../quantities.js";

/** `orrery plan`: what would run before anything does. */
export const planCommand: Command = {
  usage: "plan FILE...",
  about:
    "Says what would run: peers, workers, shards, frames and replications, and roughly what it would cost. Runs and writes nothing.",
  options: {
    ...scenarioOptions,
    json: { type: "boolean", describe: "print one JSON object a scenario" },
    help: { type: "boolean", alias: "h", describe: "show this" },
  },
  examples: ["orrery plan scenarios/launch.yaml", "orrery plan scenarios/*.yaml --replications 20"],
  run: async (args) => planFiles((await import("../quilibrium.js")).quilibrium, args),
};

/** Prints the plans of all files, or throws for what is wrong in any of them. */
export function planFiles<Scenario extends ScenarioBasics>(model: Model<Scenario>, args: Arguments): ExitCode {
  if (args.words.length === 0) throw new UsageError(messages.needsFile("plan"));
  const ready = loadAll(model, args.words, args);
  if (args.flag("json")) {
    for (const { scenario, plan } of ready) {
      const { impossible: _, ...rest } = plan;
      process.stdout.write(`${JSON.stringify({ scenario: scenario.name, seed: scenario.seed, ...rest })}\n`);
    }
    return exitCodes.ok;
  }
  const table = new Table({
    head: ["scenario", "peers", "workers", "shards", "frames", "replications", "memory", "time"],
    colAligns: ["left", "right", "right", "right", "right", "right", "right", "right"],
    style: { head: [], border: [] },
  });
  for (const { scenario, plan } of ready) {
    const counts = [plan.peers, plan.workers, plan.shards, plan.frames, plan.replications].map(countText);
    table.push([
      scenario.name,
      ...counts,
      `about ${bytesText(plan.memoryBytes)}`,
      `about ${durationText(plan.seconds)}`,
    ]);
  }
  process.stdout.write(`${table.toString()}\n`);
  for (const { scenario, plan } of ready) {
    for (const note of plan.notes) process.stdout.write(`${scenario.name}: ${note}\n`);
  }
  return exitCodes.ok;
}
