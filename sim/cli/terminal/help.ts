import type { Program } from "../command.js";

/** What `orrery`, `orrery --help` and `orrery help` print. */
export function helpText({ about, commands }: Program): string {
  const width = Math.max(...commands.map(({ usage }) => usage.length));
  const lines = commands.map(({ usage, about }) => `  orrery ${usage.padEnd(width)}   ${about}`);
  return [
    about,
    "",
    ...lines,
    "",
    "  orrery COMMAND --help    options and examples of a command",
    "  orrery --version         version, and hash of the running code",
    "",
    "Exit codes: 0 all well · 1 unexpected error · 2 bad usage or scenario · 70 a bug of the simulator ·",
    "99 what was to be confirmed does not hold · 130, 143, 129 interrupted, with what there was written.",
    "",
  ].join("\n");
}
