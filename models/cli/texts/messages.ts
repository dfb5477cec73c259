/** Texts of `orrery why` and `orrery audit`. */
import { listed } from "../../../sim/scenario/listed.js";
import { counted } from "../../../sim/units/readable.js";

export const messages = {
  needsRun: (): string =>
    "orrery why needs one results folder, for example: orrery why results/launch/1-9f86d081 --prover 17",
  isScenario: (file: string): string =>
    `${file} is no results folder of a run. Of a scenario orrery why explains an expectation that fails: --expectation ID.`,
  needsScenario: (): string =>
    "orrery why --expectation needs one scenario file, for example: orrery why my.yaml --expectation no-halt",
  onlyOfRuns: (option: string): string =>
    `--${option} asks of the results folder of a run, --expectation of a scenario: type one of them.`,
  onlyWithExpectation: (option: string): string => `--${option} needs --expectation ID, and a scenario file.`,
  onlyWithShrink: (option: string): string => `--${option} needs --shrink FILE.`,
  noExpectation: (id: string, known: readonly string[], nearest: string | undefined): string =>
    known.length === 0
      ? "The scenario expects nothing: it has no expect."
      : `The scenario has no expectation ${JSON.stringify(id)}; allowed: ${listed(known, { like: id, where: "expect: of the scenario has all" })}${nearest === undefined ? "" : `; did you mean ${nearest}?`}`,
  fileThere: (file: string): string =>
    `${file} is there already. --force writes over it, or name another file with --shrink.`,
  noShrinkFolder: (file: string): string => `--shrink ${file}: there is no such folder.`,
  badShrinkName: (file: string): string => `--shrink ${file}: a scenario file ends in .yaml.`,
  badBudget: (text: string): string => `--budget ${text}: allowed are whole numbers from 10 to 100000, of runs.`,
  badReplicationOf: (text: string): string => `--replication ${text}: allowed are whole numbers from 0 to 99999.`,
  nothingAgainst: (): string => "Nothing speaks against it.",
  holdsThere: (replication: number): string =>
    `Replication ${replication} does not speak against it: nothing was written.`,
  interruptingWhy: (): string =>
    "Interrupted: finishing this step and writing what there is. Ctrl-C again, after a second, quits at once.",
  howSure: (replications: number): string =>
    `It is judged by ${counted(replications, "replication")}, with the confidence that the file says.`,
  noEvent: (): string =>
    "No event of the run decides it, so that any scenario in which nothing happens would fail like it: nothing smaller was written. orrery compare tells what differs from a scenario in which it holds.",
  notSmall: (): string =>
    "It does not fail in as few replications as a smaller scenario is judged by: nothing was written.",
  noList: (word: string, names: readonly string[], nearest: string | undefined): string =>
    `there is no list ${JSON.stringify(word)}; allowed: one of ${listed(names, { like: word, where: "orrery strategies prints all" })}${nearest === undefined ? "" : `; did you mean ${nearest}?`}`,
  needsProver: (): string =>
    "orrery why needs --prover with an index (column prover of provers.csv), the beginning of an address or a class; or --shard, or --operator.",
  longTimeline: (events: string): string => `Told of ${counted(events, "event")}: --all lists them.`,
  noLog: (folder: string, file: string): string =>
    `${folder} has no ${file}. Run the scenario again with --events, and --force to replace what is there.`,
  needsAudited: (): string =>
    "orrery audit needs one results folder of a run with --events, for example: orrery audit results/launch/1-9f86d081",
  notAFolder: (name: string): string => `${name} is a file, not the results folder of a run.`,
  notOfOneRun: (folder: string, command: string): string =>
    `${folder} holds what orrery ${command} found in many runs, and no single one is told of there. Run the scenario, with the values that matter, and ask of its folder.`,
  ofOtherModel: (folder: string): string =>
    `${folder} is of a scenario of another model than the network: its tables say all that it knows, and it keeps no log that could be told or worked out again.`,
  notAuditable: (folder: string, file: string): string =>
    `${folder} has no ${file}, so it cannot be audited. An audit needs the result folder of a run with --events.`,
  noTurns: (folder: string): string =>
    `${folder} has no turns.csv: it is not the results folder of a run, or of an older orrery. Run the scenario again, with --force to replace what is there.`,
  noMetric: (name: string, known: readonly string[], nearest: string | undefined): string =>
    `The run has no metric ${JSON.stringify(name)}; allowed: ${listed(known, { like: name, where: "the header of series.csv lists them" })}${nearest === undefined ? "" : `; did you mean ${nearest}?`}`,
  noReplication: (folder: string, asked: string | undefined): string =>
    asked === undefined ? `${folder} holds no replication.` : `${folder} holds no replication ${asked}.`,
  operatorNotFound: (id: string): string =>
    `No operator "${id}" in provers.csv. Allowed: a number from its column operator, or --prover with a class.`,
  shardNotFound: (id: string): string =>
    `No shard "${id}" in events.csv. Allowed: a number from the column shard of shards.csv.`,
  proverNotFound: (id: string, found: number): string =>
    found === 0
      ? `No prover "${id}" in provers.csv. Allowed: an index from its column prover, the beginning of an address, or a class.`
      : `"${id}" is the beginning of ${counted(found, "address", "addresses")}. Write more of it.`,
} as const;
