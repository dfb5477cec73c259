/** `--no-report`: results without the page that tells of them. */
import type { MissingPicture } from "../output/pictures.js";
import { messages } from "./terminal/messages.js";
import { printNote } from "./terminal/output-streams.js";
import type { Arguments, CommandOptions } from "./command.js";

const name = "no-report";

export const reportOption: CommandOptions = {
  [name]: { type: "boolean", describe: "write no report.html, the page that tells of everything" },
};

/** Says what could not be drawn, by a bug; whether there was nothing to say. */
export function tellNotDrawn(missing: readonly MissingPicture[]): boolean {
  const failed = missing.filter((one) => one.missing === "failed");
  for (const { name: what, why = "" } of failed) printNote(`${messages.pictureFailed(what, why)}\n`);
  return failed.length === 0;
}

export const wantsReport = (args: Arguments): boolean => !args.flag(name);
