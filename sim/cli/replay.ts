import type { Arguments } from "./command.js";
import type { ScenarioBasics } from "./model.js";

/** The command line that runs a scenario again, ready to be pasted into a shell. */
export function replayCommand(file: string, args: Arguments, seed: number | string): string {
  return commandLine(file, [...optionsOf(args), ["seed", String(seed)]]);
}

/** For each replication the command line that runs it alone; where there is only one, that of the scenario. */
export function replayOf(
  file: string,
  args: Arguments,
  { seed, replications }: ScenarioBasics,
): (replication: number) => string {
  const command = replayCommand(file, args, seed);
  return (replication) => (replications === 1 ? command : `${command} --replication ${replication}`);
}

/** What was typed that changes what a scenario says; the seed is added as it was read. */
function optionsOf(args: Arguments): (readonly [name: string, value: string])[] {
  const named = ["replications", "fidelity", "horizon"].flatMap((name) =>
    args
      .texts(name)
      .slice(-1)
      .map((value) => [name, value] as const),
  );
  return [...named, ...args.texts("set").map((value) => ["set", value] as const)];
}

const commandLine = (file: string, options: readonly (readonly [string, string])[]): string =>
  ["npx orrery run", quote(file), ...options.map(([name, value]) => `--${name} ${quote(value)}`)].join(" ");

const quote = (word: string): string => (/^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
