/** Which model the scenarios of files are of: `model: relay` at the top of a file says that of `models/relay/`. */
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Model } from "../../sim/experiment/model.js";
import { namesShipped, shippedFile } from "../../sim/scenario/shipped.js";
import { UsageError } from "../../sim/cli/command.js";
import { messages } from "./messages.js";

/** The beginning of a file: of a scenario all, of a stored run its head with the scenario in it as a JSON text. */
const lookedAtBytes = 262_144;
/** Files that are extended, one by the other. */
const maxDepth = 16;
const saysRelay = /(?:^|\n|\\n)model: *["']?relay\b/;

/** Throws `UsageError` for files that are not all of one model. What cannot be read is left to who reads it. */
export async function modelOfFiles(files: readonly string[]): Promise<Model> {
  const relayed = files.filter((file) => isOfRelay(file));
  if (relayed.length === 0) return (await import("../quilibrium.js")).quilibrium;
  const other = files.find((file) => !relayed.includes(file));
  if (other !== undefined) throw new UsageError(messages.twoModels(relayed[0], other));
  return (await import("../relay/relay-model.js")).relayModel;
}

/** Whether a file, or one that it extends, says so; `above` is the file that names it. */
function isOfRelay(name: string, above?: string, depth = 0): boolean {
  const path = above === undefined ? name : join(dirname(above), name);
  const file = namesShipped(name) ? shippedFile(name) : path;
  if (file === undefined) return false;
  const text = beginningOf(file);
  if (saysRelay.test(text)) return true;
  const base = /^extends: *["']?([^\s"'#]+)/m.exec(text)?.[1];
  // Files that extend each other in a circle are refused by who loads them.
  return base !== undefined && depth < maxDepth && isOfRelay(base, file, depth + 1);
}

function beginningOf(file: string): string {
  let descriptor: number | undefined;
  try {
    // What is read from a pipe is gone.
    if (!statSync(file).isFile()) return "";
    descriptor = openSync(file, "r");
    const bytes = new Uint8Array(lookedAtBytes);
    return new TextDecoder().decode(bytes.subarray(0, readSync(descriptor, bytes)));
  } catch {
    return "";
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
