import { basename } from "node:path";
import { scenarioName } from "../output/leftovers.js";
import { otherScenarioName } from "../output/write-comparison.js";
import type { Arguments } from "./command.js";
import type { SweptParameters } from "../experiment/sweep/results.js";
import type { ScenarioBasics } from "../experiment/model.js";

/** The command line that runs a scenario again, ready to be pasted into a shell. */
export function replayCommand(file: string | undefined, args: Arguments, seed: number | string): string {
  return commandLine(file, [...optionsOf(args), ["seed", String(seed)]]);
}

/** For each replication the command line that runs it alone; where there is only one, that of the scenario. */
export function replayOf(
  file: string | undefined,
  args: Arguments,
  { seed, replications }: ScenarioBasics,
): (replication: number) => string {
  const command = replayCommand(file, args, seed);
  return (replication) => (replications === 1 ? command : `${command} --replication ${replication}`);
}

/** The command line that runs one replication alone, however few the scenario has. */
export const replayOfChecked = (file: string, args: Arguments, seed: number | string, replication: number): string =>
  optionsText(replayCommand(file, args, seed), [
    ["replications", String(replication + 1)],
    ["replication", String(replication)],
  ]);

/** The command line that tells what is behind a failed expectation, and writes the smallest scenario that fails it. */
export function explainCommand(file: string, args: Arguments, id: string): string {
  const named = ["seed", "store"].flatMap((name) =>
    args
      .texts(name)
      .slice(-1)
      .map((value) => [name, value] as const),
  );
  const quick = args.flag("quick") ? " --quick" : "";
  const to = `${id.replaceAll(/[^\w.-]+/g, "-")}.yaml`;
  const command = optionsText(`npx orrery why ${quote(file)}${quick}`, [...optionsOf(args), ...named]);
  return optionsText(command, [
    ["expectation", id],
    ["shrink", to],
  ]);
}

/** The command line that checks the same files again. */
export const checkCommandLine = (args: Arguments): string =>
  optionsText(`npx orrery check ${args.words.map(quote).join(" ")}`, [
    ...optionsOf(args),
    ...args.texts("max-replications").map((value) => ["max-replications", value] as const),
  ]) + (args.flag("quick") ? " --quick" : "");

/** The command line as it was typed: the words behind the name of the program. */
export const typedCommandLine = (typed: readonly string[]): string => ["npx orrery", ...typed.map(quote)].join(" ");

/** The command line that makes the results of a run again from the scenario that stands beside them. */
export const reportedRun = ({
  only,
  snapshot,
}: {
  /** The one replication that was asked for, where the scenario has others too. */
  readonly only: number | undefined;
  /** File of the snapshot that the run went on from. */
  readonly snapshot: string | undefined;
}): string =>
  commandLine(scenarioName, [
    ...(snapshot === undefined ? [] : [["from", basename(snapshot)] as const]),
    ...(only === undefined ? [] : [["replication", String(only)] as const]),
  ]);

/** The same for a sweep. */
export const reportedSweep = (): string => `npx orrery sweep ${scenarioName}`;

/** For each cell of a sweep the command line that runs it alone: the scenario with the parameters of its point. */
export function replayOfCell(
  file: string,
  args: Arguments,
  { paths, values }: SweptParameters,
  seedOf: (point: number) => string,
): (point: number, replication: number) => string {
  const typed = optionsOf(args);
  return (point, replication) => {
    const parameters = paths.map((path, k) => ["set", setText(path, values[point][k])] as const);
    const options = [...typed, ...parameters, ["seed", seedOf(point)] as const];
    return `${commandLine(file, options)} --replication ${replication}`;
  };
}

/** The command line that runs one replication of a point of a search alone. */
export function replayOfSearched(
  file: string,
  args: Arguments,
  {
    parameters,
    seed,
    replication,
  }: {
    readonly parameters: readonly (readonly [path: string, value: unknown])[];
    readonly seed: string;
    readonly replication: number;
  },
): string {
  const set = parameters
    .filter(([, value]) => value !== null)
    .map(([path, value]) => ["set", setText(path, value)] as const);
  const options = [
    ...optionsOf(args),
    ...set,
    ["seed", seed] as const,
    ["replications", String(replication + 1)] as const,
  ];
  return `${commandLine(file, options)} --replication ${replication}`;
}

/** `PATH=VALUE`, as `--set` reads it. */
export const setText = (path: string, value: unknown): string => `${path}=${yamlText(value)}`;

/** A value as `--set` reads it: text that YAML would take for something else stands in quotes. */
function yamlText(value: unknown): string {
  const isPlain = typeof value === "string" && /^[A-Za-z0-9][\w .%/]*$/.test(value);
  const isText = isPlain && !/^(true|false|null|yes|no|on|off|[\d.]+(e\d+)?)$/i.test(value);
  return isText ? value : JSON.stringify(value);
}

/**
 * The command line that runs one replication of a side of a comparison alone; `isChanged`: whether `--set` and `--switch` are of
 * this side.
 */
export function replayOfSide(
  file: string,
  args: Arguments,
  { seed, isChanged }: { readonly seed: number | string; readonly isChanged: boolean },
): (replication: number) => string {
  const typed = optionsOf(args).filter(([name]) => name !== "replications" && (isChanged || name !== "set"));
  const switches = args.texts("switch").map((text) => ["set", `switches.${text}`] as const);
  const options = [...typed, ...(isChanged ? switches : []), ["seed", String(seed)] as const];
  return (replication) =>
    `${commandLine(file, [...options, ["replications", String(replication + 1)]])} --replication ${replication}`;
}

/** The command line that makes the results of a comparison again from the scenarios that stand beside them. */
export const reportedComparison = (args: Arguments, pairs: number): string => {
  const named = ["equivalent", "precision", "max-replications"].flatMap((name) =>
    args
      .texts(name)
      .slice(-1)
      .map((value) => [name, value] as const),
  );
  const metrics = args.texts("metric").map((name) => ["metric", name] as const);
  const files = [quote(scenarioName), quote(otherScenarioName)].join(" ");
  return optionsText(`npx orrery compare ${files}`, [["replications", String(pairs)], ...metrics, ...named]);
};

/** What was typed that changes what a scenario says; the seed is added as it was read. */
function optionsOf(args: Arguments): (readonly [name: string, value: string])[] {
  const named = ["from", "root", "replications", "fidelity", "horizon"].flatMap((name) =>
    args
      .texts(name)
      .slice(-1)
      .map((value) => [name, value] as const),
  );
  const set = [...args.texts("set"), ...(args.settings ?? []).map(({ text }) => text)];
  return [...named, ...set.map((value) => ["set", value] as const)];
}

const commandLine = (file: string | undefined, options: readonly (readonly [string, string])[]): string =>
  optionsText(["npx orrery run", ...(file === undefined ? [] : [quote(file)])].join(" "), options);

const optionsText = (command: string, options: readonly (readonly [string, string])[]): string =>
  [command, ...options.map(([name, value]) => `--${name} ${quote(value)}`)].join(" ");

const quote = (word: string): string => (/^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
