import pc from "picocolors";
import { isTerminal } from "./output-streams.js";

/** What decides whether a stream is coloured. */
export interface ColorConditions {
  readonly isTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Whether texts are coloured: on a terminal, unless `NO_COLOR` forbids it, and wherever `FORCE_COLOR` asks for it. What
 * goes to a file or a pipe is plain, on a machine of continuous integration too: a stored text is compared and searched.
 */
export function isColored({ isTerminal, env }: ColorConditions): boolean {
  if (isSet(env["NO_COLOR"])) return false;
  if (env["FORCE_COLOR"] !== undefined) return env["FORCE_COLOR"] !== "0" && env["FORCE_COLOR"] !== "false";
  return isTerminal && env["TERM"] !== "dumb";
}

const isSet = (value: string | undefined): boolean => value !== undefined && value !== "";

/** The colours of standard output. */
export const colors = pc.createColors(isColored({ isTerminal: isTerminal(), env: process.env }));
