/** Texts of `orrery why` and `orrery audit`. */
import { listed } from "../../../sim/scenario/listed.js";

export const messages = {
  needsRun: (): string =>
    "orrery why needs one results folder, for example: orrery why results/launch/1-9f86d081 --prover 17",
  noList: (word: string, names: readonly string[], nearest: string | undefined): string =>
    `there is no list ${JSON.stringify(word)}; allowed: one of ${listed(names, { like: word, where: "orrery strategies prints all" })}${nearest === undefined ? "" : `; did you mean ${nearest}?`}`,
  needsProver: (): string =>
    "orrery why needs --prover with an index (column prover of provers.csv), the beginning of an address or a class; or --shard, or --operator.",
  longTimeline: (events: string): string => `Told of ${events} events: --all lists them.`,
  noLog: (folder: string, file: string): string =>
    `${folder} has no ${file}. Run the scenario again with --events, and --force to replace what is there.`,
  needsAudited: (): string =>
    "orrery audit needs one results folder of a run with --events, for example: orrery audit results/launch/1-9f86d081",
  notAFolder: (name: string): string => `${name} is a file, not the results folder of a run.`,
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
      : `"${id}" is the beginning of ${found} addresses. Write more of it.`,
} as const;
