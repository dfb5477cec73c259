import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { manifestName, recoverResult } from "../../output/result-folder.js";
import { UsageError } from "../command.js";
import { messages } from "../messages.js";

/** A trace that was named on the command line: its files, and what the folder says of its run. */
export interface TraceFolder {
  /** As it was named. */
  readonly name: string;
  readonly trace: string;
  /** Undefined: only the trace is there. */
  readonly draws: string | undefined;
  /** Undefined where the folder does not say so. */
  readonly scenario: string | undefined;
  readonly seed: string | undefined;
  /** The resolved scenario without its comments. */
  readonly resolved: string | undefined;
  readonly codeHash: string | undefined;
}

/** Finds the files of a result folder or a trace file. Throws `UsageError` where there is no trace. */
export function findTrace(name: string): TraceFolder {
  recoverResult(name);
  if (!existsSync(name)) throw new UsageError(messages.noSuchRun(name));
  const isFile = statSync(name).isFile();
  const folder = isFile ? dirname(name) : name;
  const trace = isFile ? name : join(name, "trace.csv");
  if (!existsSync(trace)) throw new UsageError(messages.noTrace(name));
  const draws = join(folder, "draws.csv");
  const summary = readFacts(join(folder, "summary.json"));
  const resolved = join(folder, "scenario.resolved.yaml");
  return {
    name,
    trace,
    draws: existsSync(draws) ? draws : undefined,
    scenario: summary["scenario"],
    seed: summary["seed"],
    resolved: existsSync(resolved) ? readFileSync(resolved, "utf8").replaceAll(/^#.*\n/gm, "") : undefined,
    codeHash: readFacts(join(folder, manifestName))["codeHash"],
  };
}

/** What two traces have to do with each other, in a line; what differs on purpose parts without a bug. */
export function relationOf(one: TraceFolder, other: TraceFolder): string {
  const differ = (name: "scenario" | "seed" | "resolved" | "codeHash"): boolean =>
    one[name] !== undefined && other[name] !== undefined && one[name] !== other[name];
  const known = [one, other].every(({ resolved, codeHash }) => resolved !== undefined && codeHash !== undefined);
  if (differ("scenario")) return messages.differentRuns("scenarios");
  if (differ("seed")) return messages.differentRuns("seeds");
  if (differ("resolved")) return messages.differentValues();
  if (differ("codeHash")) return messages.differentCode();
  return known ? messages.sameInputs() : messages.unknownInputs();
}

/** Single values at the top of a JSON file, as text; empty where the file is missing or is no JSON object. */
function readFacts(path: string): Readonly<Record<string, string | undefined>> {
  if (!existsSync(path)) return {};
  try {
    const facts = Object.entries(JSON.parse(readFileSync(path, "utf8")) as object);
    return Object.fromEntries(facts.map(([name, value]: [string, unknown]) => [name, typeof value === "string" ? value : JSON.stringify(value)])); // prettier-ignore
  } catch {
    return {};
  }
}
