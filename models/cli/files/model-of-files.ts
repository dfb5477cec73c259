/** Which model the scenarios of files are of: `model: relay` at the top of a file says that of `models/relay/`, and so on. */
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Model } from "../../../sim/experiment/model.js";
import { namesShipped, shippedFile } from "../../../sim/scenario/shipped.js";
import { UsageError } from "../../../sim/cli/command.js";
import { messages } from "./messages.js";

/** The beginning of a file: of a scenario all, of a stored run its head with the scenario in it as a JSON text. */
const lookedAtBytes = 262_144;
/** Files that are extended, one by the other. */
const maxDepth = 16;

/** Models that a file names at its top; without a name it is of the network. */
const named: Readonly<Record<string, () => Promise<Model>>> = {
  relay: async () => (await import("../../relay/relay-model.js")).relayModel,
  mixnet: async () => (await import("../../mixnet/mixnet-model.js")).mixnetModel,
  gossip: async () => (await import("../../gossip/gossip-model.js")).gossipModel,
};
const saysModel = new RegExp(`(?:^|\\n|\\\\n)model: *["']?(${Object.keys(named).join("|")})\\b`);

/** Throws `UsageError` for files that are not all of one model. What cannot be read is left to who reads it. */
export async function modelOfFiles(files: readonly string[]): Promise<Model> {
  const names = files.map((file) => nameIn(file));
  const first = names.findIndex((name) => name !== undefined);
  const name = names[first];
  if (name === undefined) return (await import("../../quilibrium.js")).quilibrium;
  const other = names.findIndex((one) => one !== name);
  if (other >= 0) throw new UsageError(messages.twoModels(name, files[first], files[other]));
  return await named[name]();
}

/** The model that a file, or one that it extends, names; `above` is the file that names it. */
function nameIn(name: string, above?: string, depth = 0): string | undefined {
  const path = above === undefined ? name : join(dirname(above), name);
  const file = namesShipped(name) ? shippedFile(name) : path;
  if (file === undefined) return undefined;
  const text = beginningOf(file);
  const said = saysModel.exec(text)?.[1];
  if (said !== undefined) return said;
  const base = /^extends: *["']?([^\s"'#]+)/m.exec(text)?.[1];
  // Files that extend each other in a circle are refused by who loads them.
  return base !== undefined && depth < maxDepth ? nameIn(base, file, depth + 1) : undefined;
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
