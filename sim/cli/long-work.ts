/** Work of more than a few minutes is asked for before it begins, where somebody sits there who could answer. */
import { isatty } from "node:tty";
import { createInterface } from "node:readline/promises";
import { counted, durationText } from "../units/readable.js";
import { type Arguments, type CommandOptions, UsageError } from "./command.js";
import { messages } from "./terminal/messages.js";
import { printNote, stderrStream } from "./terminal/output-streams.js";

/** Estimated seconds above which a command asks. */
export const longWorkS = 600;

export const longWorkOption: CommandOptions = {
  yes: {
    type: "boolean",
    alias: "y",
    describe: `do not ask before work of more than ${counted(longWorkS / 60, "minute")}`,
  },
};

/** Puts a question and gives the answer that was typed. */
export type Ask = (question: string) => Promise<string>;

/** Whoever sits before a terminal; undefined where nobody could answer. */
const terminal = (): Ask | undefined =>
  isatty(0) && isatty(2)
    ? async (question) => {
        const line = createInterface({ input: process.stdin, output: stderrStream() });
        try {
          return await line.question(question);
        } finally {
          line.close();
        }
      }
    : undefined;

/** Asks before long work, or says on standard error that it begins. Throws `UsageError` if it is not wanted. */
export async function agreeToWork(
  seconds: number,
  args: Pick<Arguments, "flag">,
  ask: Ask | undefined = terminal(),
): Promise<void> {
  if (seconds <= longWorkS || args.flag("yes")) return;
  const took = durationText(seconds);
  if (ask === undefined) {
    if (!args.flag("quiet")) printNote(`${messages.longWork(took)}\n`);
    return;
  }
  const answer = await ask(messages.askLongWork(took));
  if (!/^\s*y(es)?\s*$/i.test(answer)) throw new UsageError(messages.notAgreed());
}

/** Seconds of so many equal pieces of work, `each` seconds long, on some threads. */
export const togetherS = (each: number, count: number, workers: number): number => each * Math.ceil(count / workers);
