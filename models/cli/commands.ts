import type { CommandEntry } from "../../sim/cli/command.js";
import { inWords } from "./in-words.js";

/** The commands of `orrery`, in the order of its help. A new one is a file, and a line here. */
export const commands: readonly CommandEntry[] = [
  {
    name: "run",
    usage: "run FILE...",
    about: "run scenarios and write tables and pictures",
    load: async () => inWords("run", (await import("../../sim/cli/commands/run.js")).runCommand),
  },
  {
    name: "plan",
    usage: "plan FILE...",
    about: "what would run, and what it would cost",
    load: async () => inWords("plan", (await import("../../sim/cli/commands/plan.js")).planCommand),
  },
  {
    name: "check",
    usage: "check FILES...",
    about: "decide what scenarios expect; with --twice: say where two runs of one part",
    load: async () => (await import("../../sim/cli/commands/check.js")).checkCommand,
  },
  {
    name: "sweep",
    usage: "sweep FILE",
    about: "run every design point of a scenario; --shard i/n for a part",
    load: async () => inWords("sweep", (await import("../../sim/cli/commands/sweep.js")).sweepCommand),
  },
  {
    name: "attack",
    usage: "attack FILE",
    about: "search for the worst that somebody can do, or the least that suffices for it",
    load: async () => inWords("attack", (await import("../../sim/cli/commands/attack.js")).attackCommand),
  },
  {
    name: "tune",
    usage: "tune FILE",
    about: "find which parameters matter, what can be had at once, how robust that is, and on what it hangs",
    load: async () => inWords("tune", (await import("../../sim/cli/commands/tune.js")).tuneCommand),
  },
  {
    name: "merge",
    usage: "merge DIR...",
    about: "join the parts of a sweep",
    load: async () => (await import("../../sim/cli/commands/merge.js")).mergeCommand,
  },
  {
    name: "metrics",
    usage: "metrics [FILE]",
    about: "what a run measures, with units, and the figures over time",
    load: async () => (await import("../../sim/cli/commands/metrics.js")).metricsCommand,
  },
  {
    name: "compare",
    usage: "compare A [B]",
    about: "two scenarios in pairs on the same random numbers: what differs, and how surely",
    load: async () => inWords("compare", (await import("../../sim/cli/commands/compare.js")).compareCommand),
  },
  {
    name: "threshold",
    usage: "threshold FILE",
    about: "from which value of a parameter on something is so, with an interval",
    load: async () => inWords("threshold", (await import("../../sim/cli/commands/threshold.js")).thresholdCommand),
  },
  {
    name: "earn",
    usage: "earn --workers N",
    about: "what you would earn with so many workers, when, and with one node or three",
    load: async () => (await import("./earn/earn.js")).earnCommand,
  },
  {
    name: "calc",
    usage: "calc RULE",
    about: "one rule of the protocol, or many: --list, --batch",
    load: async () => (await import("./calc/calc.js")).calcCommand,
  },
  {
    name: "strategies",
    usage: "strategies",
    about: "plug-ins: strategies, adversaries, curves",
    load: async () => (await import("./plugins/strategies.js")).strategiesCommand,
  },
  {
    name: "why",
    usage: "why RUN --prover ID",
    about: "what happened to a prover, by which rule, and what it waits for",
    load: async () => (await import("./why/why.js")).whyCommand,
  },
  {
    name: "watch",
    usage: "watch RUN",
    about: "play a run in a browser, finished or under way",
    load: async () => (await import("./watch/watch.js")).watchCommand,
  },
  {
    name: "audit",
    usage: "audit RUN",
    about: "work a run out again from its log, and say where it differs",
    load: async () => (await import("./audit/audit.js")).auditCommand,
  },
  {
    name: "diff-trace",
    usage: "diff-trace A B",
    about: "the first event in which two traced runs differ",
    load: async () => (await import("../../sim/cli/commands/diff-trace.js")).diffTraceCommand,
  },
  {
    name: "new",
    usage: "new NAME",
    about: "write a commented starting file",
    load: async () => inWords("new", (await import("../../sim/cli/commands/new.js")).newCommand),
  },
  {
    name: "schema",
    usage: "schema",
    about: "print the JSON Schema of scenario files",
    load: async () => (await import("../../sim/cli/commands/schema.js")).schemaCommand,
  },
];
