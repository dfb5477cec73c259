/** The smallest scenario of each model, for commands that are tried on all of them. */
import { join } from "node:path";
import { type Command, UsageError } from "../sim/cli/command.js";
import { parseArguments } from "../sim/cli/arguments.js";
import { ScenarioErrors } from "../sim/experiment/ready-scenario.js";
import { commands } from "../models/cli/commands.js";
import { orrery } from "../models/cli/orrery.js";
import { folderWith } from "./scenario-files.js";

/** Of the network one of today's and one of an era in which nobody had a place. */
export const scenarios = {
  network:
    "name: t\nhorizon: 20 min\noperators: [{ class: n, count: 4, workers: 1 }]\nshards: { count: 2, world: 4 GB }\n",
  dusk: "name: t\nrules: dusk\nhorizon: 20 min\noperators: [{ class: n, count: 4, workers: 1 }]\nshards: { count: 1, world: 1 GB }\n",
  gossip:
    "model: gossip\nname: t\nhorizon: 3 s\nnodes: [{ class: one, count: 6 }]\nconnections: 3\nmessages: [{ flow: frame, size: 1 kB, every: 1 s }]\n",
  mixnet:
    "model: mixnet\nname: t\nhorizon: 10 s\nmixnet: { players: 4, depth: 2, batch: 9, wait: 2 s }\nusers: { count: 20, rate: 2/s, watched: 2 }\n",
  relay:
    "model: relay\nname: t\nhorizon: 4 s\ntopology: { nodes: nodes.csv, links: links.csv, upload: 1 Gbit/s, download: 1 Gbit/s }\nblock: { body: 1 kB, header: 100 B, every: 1 s }\n",
} as const;
export type ModelName = keyof typeof scenarios;

/** Files that some of them read. */
export const beside = {
  "nodes.csv": "node\na\nb\n",
  "links.csv": "from,to,latency_ms\na,b,1\nb,a,1\n",
};

export const loadedCommands = new Map<string, Command>(
  await Promise.all(commands.map(async ({ name, load }) => [name, await load()] as const)),
);

/** The exit code, or what is refused before anything runs. */
export async function outcomeOf(name: string, typed: readonly string[]): Promise<number | string> {
  const command = loadedCommands.get(name)!;
  try {
    return await command.run((await parseArguments(name, command, typed))!, orrery);
  } catch (error) {
    if (error instanceof UsageError || error instanceof ScenarioErrors) return error.message;
    throw error;
  }
}

/** The file of one, in a folder of its own. */
export const fileOf = (model: ModelName): string =>
  join(folderWith({ "t.yaml": scenarios[model], ...beside }), "t.yaml");

/** Of flags that not all models have: those that have it, and the file that it promises. */
export const onlyOfSome = {
  events: { models: ["network", "dusk"], file: "events.csv" },
  profile: { models: ["network", "dusk"], file: "series.csv" },
  allocations: { models: ["network"], file: "allocations.csv" },
  fidelity: { models: ["network", "dusk"], file: "series.csv" },
} as const;

/** How it is typed. */
export const typedFlag = (flag: string): readonly string[] =>
  flag === "fidelity" ? ["--fidelity", "frame"] : [`--${flag}`];
