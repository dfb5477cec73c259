import type { Arguments } from "./command.js";

/** The command line that runs this scenario again, ready to be pasted into a shell. */
export function replayCommand(file: string, args: Arguments, seed: number | string): string {
  const options = [
    ...["replications", "fidelity", "horizon"].flatMap((name) =>
      args
        .texts(name)
        .slice(-1)
        .map((value) => [name, value]),
    ),
    ...args.texts("set").map((value) => ["set", value]),
    ["seed", String(seed)],
  ];
  return ["npx orrery run", quote(file), ...options.map(([name, value]) => `--${name} ${quote(value)}`)].join(" ");
}

const quote = (word: string): string => (/^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
