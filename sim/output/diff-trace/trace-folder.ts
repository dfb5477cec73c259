import { dirname, join } from "node:path";
import { exists, files } from "../../files/file-system.js";
import { unreadable, UnreadableResult } from "../../files/unreadable-result.js";
import { manifestName, recoverResult } from "../result-folder.js";
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

/** Finds the files of a result folder or a trace file. Throws `UnreadableResult` where there is no trace. */
export function findTrace(name: string): TraceFolder {
  recoverResult(name);
  if (!exists(name)) throw unreadable.notThere(name);
  const isFile = files.stat(name)?.isFile() === true;
  const folder = isFile ? dirname(name) : name;
  const trace = isFile ? name : join(name, "trace.csv");
  if (!exists(trace)) throw new UnreadableResult(messages.noTrace(name));
  const draws = join(folder, "draws.csv");
  const summary = readFacts(join(folder, "summary.json"));
  const resolved = join(folder, "scenario.resolved.yaml");
  return {
    name,
    trace,
    draws: exists(draws) ? draws : undefined,
    scenario: summary["scenario"],
    seed: summary["seed"],
    resolved: exists(resolved) ? files.readText(resolved).replaceAll(/^#.*\n/gm, "") : undefined,
    codeHash: readFacts(join(folder, manifestName))["codeHash"],
  };
}

/** What two traces have to do with each other: the first thing in which their runs differ, as far as it is known. */
export type RunRelation = "other scenario" | "other seed" | "other values" | "other code" | "same inputs" | "unknown";

export function relationOf(one: TraceFolder, other: TraceFolder): RunRelation {
  const differ = (name: "scenario" | "seed" | "resolved" | "codeHash"): boolean =>
    one[name] !== undefined && other[name] !== undefined && one[name] !== other[name];
  const known = [one, other].every(({ resolved, codeHash }) => resolved !== undefined && codeHash !== undefined);
  if (differ("scenario")) return "other scenario";
  if (differ("seed")) return "other seed";
  if (differ("resolved")) return "other values";
  if (differ("codeHash")) return "other code";
  return known ? "same inputs" : "unknown";
}

/** Single values at the top of a JSON file, as text; empty where the file is missing or is no JSON object. */
function readFacts(path: string): Readonly<Record<string, string | undefined>> {
  if (!exists(path)) return {};
  try {
    const facts = Object.entries(JSON.parse(files.readText(path)) as object);
    return Object.fromEntries(facts.map(([name, value]: [string, unknown]) => [name, typeof value === "string" ? value : JSON.stringify(value)])); // prettier-ignore
  } catch {
    return {};
  }
}
