/** `--no-report`: results without the page that tells of them. */
import type { Arguments, CommandOptions } from "./command.js";

const name = "no-report";

export const reportOption: CommandOptions = {
  [name]: { type: "boolean", describe: "write no report.html, the page that tells of everything" },
};

export const wantsReport = (args: Arguments): boolean => !args.flag(name);
