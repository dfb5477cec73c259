/** Which part of the work one of several machines does. */
import { maxParts, type Part } from "../experiment/sweep/grid.js";
import { partFlag } from "../experiment/sweep/part-flag.js";
import { type Arguments, UsageError } from "./command.js";
import { messages } from "./terminal/messages.js";

/** Which part was typed; undefined: all of it. Throws `UsageError`. */
export function partTyped(args: Arguments): Part | undefined {
  const text = args.text(partFlag);
  if (text === undefined) return undefined;
  const [index, count] = (/^(\d{1,5})\/(\d{1,5})$/.exec(text)?.slice(1) ?? ["0", "0"]).map(Number);
  if (index < 1 || index > count || count > maxParts) throw new UsageError(messages.badPart(text));
  return { index, count };
}
