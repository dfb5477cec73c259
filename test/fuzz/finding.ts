/** What the fuzzer found wrong, and when two findings are the same. */
import { InvariantError } from "../../sim/kernel/invariants.js";

export interface Finding {
  /** What did not hold, in the words of the fuzzer: `threw`, `rows fall`, `hangs`. */
  readonly kind: string;
  /** What was seen, as long as a person wants to read. */
  readonly detail: string;
}

const longestDetail = 2000;

export const finding = (kind: string, detail: string): Finding => ({ kind, detail: detail.slice(0, longestDetail) });

/** What was thrown; an invariant is known by what it says, anything else by its name, text and innermost call. */
export function thrownFinding(error: unknown): Finding {
  if (error instanceof InvariantError) return finding("invariant", `${error.what}\n${error.message}`);
  if (!(error instanceof Error)) return finding("threw", String(error));
  const calls = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return finding("threw", [`${error.name}: ${error.message.split("\n")[0]}`, ...calls.slice(0, 5)].join("\n"));
}

/** Equal for findings of one class: the same kind, and the same first line but for its numbers. */
export function classOf({ kind, detail }: Finding): string {
  const [line] = detail.split("\n");
  return `${kind}: ${line.replaceAll(/\d[\d,.]*/g, "#").slice(0, 100)}`;
}
