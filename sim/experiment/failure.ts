/** A replication that could not be finished, from whichever thread, with the command that runs it again. */

import { isFileFailure, reasonOf } from "../files/file-system.js";
import { messages } from "./messages.js";
import { memoryRefused } from "./no-memory.js";

/** What is known of an error, in a form that crosses threads: a thrown object loses its class on the way. */
export interface FailureRecord {
  readonly kind: "invariant" | "memory" | "files" | "refused" | "other";
  /** The whole message, as it would be printed. */
  readonly text: string;
  /** Where it was thrown, or empty. */
  readonly stack: string;
}

/** Ends a run or a sweep. Exit code 70 where an invariant broke, 2 where the scenario turned out impossible, else 1. */
export class ReplicationFailure extends Error {
  override readonly name = "ReplicationFailure";
  readonly kind: FailureRecord["kind"];
  /** The command line that runs into the failure again. */
  readonly replay: string;

  constructor(record: FailureRecord, replay: string) {
    super(record.text);
    this.kind = record.kind;
    this.replay = replay;
    this.stack = record.stack;
  }
}

/** A record of what was thrown; an `InvariantError` is known by its name, which survives copies of its module. */
export function recordOf(thrown: unknown): FailureRecord {
  if (!(thrown instanceof Error)) return { kind: "other", text: String(thrown), stack: "" };
  const { name, message, stack = "" } = thrown;
  const refused = memoryRefused(thrown);
  if (refused !== undefined) return { kind: "memory", text: messages.noMemory(refused), stack: "" };
  if (isFileFailure(thrown))
    return { kind: "files", text: messages.cellNotStored(thrown.path ?? "", reasonOf(thrown)), stack };
  if (name === "InvariantError") return { kind: "invariant", text: message, stack };
  if (name === "RunRefusal" || name === "ExitRefusal") return { kind: "refused", text: message, stack };
  return { kind: "other", text: `${name}: ${message}`, stack };
}
