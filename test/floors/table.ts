/**
 * Which folder stands on which: the one table from which the lint of imports (`.oxlintrc.json`), the drawing
 * (`docs/floors.svg`) and the tests of both come. After a change, `npm run floors` writes the two anew.
 *
 * A floor may import itself, the floors that it stands on, and all that those stand on. It is a folder with what is below
 * it, but for what is a floor of its own; `*` stands for any one folder, each of which is then a floor apart from its
 * siblings; a name that ends in `.ts` is one file. Tests are free to import what they like, but that no test of `sim/`
 * knows a model.
 */
export interface Floor {
  readonly at: string;
  /** What is there, in a few words. */
  readonly holds: string;
  /** Where it stands in the drawing, in boxes from the left. */
  readonly column: number;
  /** The floors right below: `at` of each. */
  readonly on: readonly string[];
  /** Nothing is there yet. */
  readonly isToCome?: true;
  /** Modules of Node that the floor never imports, and why. */
  readonly never?: { readonly modules: readonly string[]; readonly why: string };
}

const files = {
  modules: ["node:fs", "node:fs/*", "fs"],
  why: "files of results and cells go through sim/files, where a test lets every call fail",
};
const outside = {
  modules: ["node:fs", "node:fs/*", "fs", "node:os", "node:process", "node:worker_threads", "node:path"],
  why: "models never read files, clocks or flags",
};

export const floors: readonly Floor[] = [
  { at: "sim/units", column: 0, holds: "quantities with units", on: [] },
  { at: "sim/files", column: 3, holds: "files that may fail", on: [] },
  { at: "sim/program", column: 2, holds: "what runs: package, code", on: [] },
  { at: "sim/table", column: 1, holds: "stored state", on: ["sim/units"] },
  { at: "sim/random", column: 0, holds: "keyed streams, distributions", on: ["sim/units"] },
  { at: "sim/kernel", column: 0, holds: "events in order", on: ["sim/random", "sim/table"] },
  { at: "sim/network", column: 0, holds: "links, delays, faults", on: ["sim/kernel"] },
  { at: "sim/gossip/rules", column: 4, holds: "pure rules of gossip", on: ["sim/units"] },
  {
    at: "sim/gossip",
    column: 4,
    holds: "meshes, publish and subscribe",
    on: ["sim/network", "sim/gossip/rules"],
  },
  { at: "sim/parallel", column: 0, holds: "logical processes", on: ["sim/network"] },
  { at: "sim/scenario", column: 1, holds: "YAML to values", on: ["sim/random", "sim/program"] },
  { at: "sim/stats", column: 2, holds: "estimates, intervals", on: ["sim/random"] },
  {
    at: "sim/experiment",
    column: 1,
    holds: "runs, replications, sweeps",
    on: ["sim/parallel", "sim/scenario", "sim/stats", "sim/files"],
    never: files,
  },
  { at: "sim/output", column: 1, holds: "tables to files", on: ["sim/experiment"], never: files },
  { at: "sim/view", column: 1, holds: "pictures, reports", on: ["sim/output"] },
  { at: "sim/engine.ts", column: 4, holds: "the door to the engine", on: ["sim/parallel", "sim/stats", "sim/gossip"] },
  { at: "sim/cli", column: 1, holds: "commands, the terminal", on: ["sim/view"] },
  {
    at: "models/protocol",
    column: 5,
    holds: "pure rules",
    on: ["sim/units", "sim/gossip/rules"],
    never: outside,
  },
  { at: "models/curves", column: 5, holds: "what a frame issues", on: ["models/protocol"], never: outside },
  {
    at: "models/strategies",
    column: 6,
    holds: "what nodes go for",
    on: ["models/protocol", "sim/random"],
    never: outside,
  },
  { at: "models/adversaries", column: 7, holds: "what attackers do", on: ["models/protocol"], never: outside },
  {
    at: "models/market",
    column: 8,
    holds: "what a token is worth",
    on: ["models/protocol", "sim/scenario"],
    never: outside,
  },
  {
    at: "models/policies",
    column: 9,
    holds: "what operators do",
    on: ["models/protocol", "sim/random"],
    never: outside,
  },
  {
    at: "models/scenario",
    column: 5,
    holds: "what a scenario says",
    on: [
      "models/curves",
      "models/strategies",
      "models/adversaries",
      "models/market",
      "models/policies",
      "sim/scenario",
    ],
    never: outside,
  },
  {
    at: "models/state",
    column: 5,
    holds: "what a run remembers",
    on: ["models/scenario", "sim/kernel"],
    never: outside,
  },
  { at: "models/changes", column: 5, holds: "what systems share", on: ["models/state", "sim/network"], never: outside },
  { at: "models/systems", column: 5, holds: "what a system is", on: ["models/changes"], never: outside },
  { at: "models/systems/*", column: 5, holds: "rules applied to the world", on: ["models/systems"], never: outside },
  {
    at: "models/output/metrics",
    column: 5,
    holds: "metrics, tables, stories",
    on: ["models/systems/*", "sim/stats"],
    never: outside,
  },
  {
    at: "models/output/turns",
    column: 6,
    holds: "what happened, in ten turns",
    on: ["models/output/metrics"],
    never: outside,
  },
  { at: "models/output/events", column: 5, holds: "the log as tables", on: ["models/output/metrics"], never: outside },
  { at: "models/output/pictures", column: 7, holds: "what a run looks like", on: ["sim/view"], never: outside },
  { at: "models/checks", column: 5, holds: "invariants, replay", on: ["models/output/events"], never: outside },
  { at: "models/eras", column: 5, holds: "before 2.1", on: ["models/checks"], never: outside },
  {
    at: "models/calc",
    column: 10,
    holds: "a rule, asked",
    on: ["models/protocol", "sim/scenario"],
    never: outside,
  },
  { at: "models/plan", column: 8, holds: "what would run, its cost", on: ["models/output/metrics"], never: outside },
  {
    at: "models/earn",
    column: 9,
    holds: "what would I earn?",
    on: ["models/scenario", "sim/experiment"],
    never: outside,
  },
  {
    at: "models",
    column: 5,
    holds: "the frame, the door",
    on: ["models/eras", "models/plan", "models/calc", "models/earn", "models/output/turns", "models/output/pictures"],
    never: outside,
  },
  {
    at: "models/relay",
    column: 8,
    holds: "blocks over a topology",
    on: ["models/scenario", "sim/network", "sim/view"],
    never: outside,
  },
  {
    at: "models/mixnet",
    column: 9,
    holds: "batches through a mixnet",
    on: ["models/scenario", "sim/network", "sim/view"],
    never: outside,
  },
  {
    at: "models/gossip",
    column: 10,
    holds: "messages passed on",
    on: ["models/scenario", "sim/gossip", "sim/view"],
    never: outside,
  },
  {
    at: "models/cli",
    column: 5,
    holds: "the executable",
    on: ["models", "models/relay", "models/mixnet", "models/gossip", "sim/cli"],
  },
];

/** Files that may import what their floor never does, with the reason. */
export const exempt: readonly { readonly file: string; readonly why: string }[] = [];
