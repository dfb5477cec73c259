/** Reads tables of a result folder: what is damaged is refused, whatever has happened to it. */
import { createHash, type Hash } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { exists, files, isFileFailure, reasonOf } from "../files/file-system.js";
import { openTable } from "../files/open-table.js";
import { unreadable, UnreadableResult } from "../files/unreadable-result.js";
import { manifestName } from "./leftovers.js";
import { messages } from "./messages.js";

/** What is read of a manifest. */
export const writtenFiles = z.object({
  files: z.array(z.object({ path: z.string(), bytes: z.int().min(0), sha256: z.string() })),
});

interface ReadFile {
  readonly bytes: number;
  readonly hash: Hash;
}

/**
 * Throws `UnreadableResult` unless those files have the bytes that the run wrote, by its manifest. For whoever tells of a
 * run: a story of half a log would be false.
 */
export async function checkAsWritten(folder: string, names: readonly string[]): Promise<void> {
  const written = await readManifest(folder);
  for (const name of names) {
    const file = join(folder, name);
    const wrote = written.find(({ path }) => path === name);
    if (wrote === undefined) throw unreadable.damaged(file, messages.notInManifest());
    const { bytes, hash } = await readText(file);
    if (bytes !== wrote.bytes) throw unreadable.damaged(file, messages.otherLength(bytes, wrote.bytes));
    if (hash.digest("hex") !== wrote.sha256) throw unreadable.damaged(file, messages.otherHash());
  }
}

/** Of those files that are there, what is wrong with each that is not as the run wrote it, in words; by name. */
export async function damagedFiles(folder: string, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const name of names) {
    if (!exists(join(folder, name))) continue;
    try {
      await checkAsWritten(folder, [name]);
    } catch (error) {
      if (error instanceof UnreadableResult) found.set(name, error.message);
      else if (isFileFailure(error)) found.set(name, messages.notRead(join(folder, name), reasonOf(error)));
      else throw error;
    }
  }
  return found;
}

/**
 * Throws `UnreadableResult` unless it is a text of whole lines. For whoever works out what it says: that may have been
 * changed, and is then found to be wrong.
 */
export async function checkText(file: string): Promise<void> {
  await readText(file);
}

async function readManifest(folder: string): Promise<z.output<typeof writtenFiles>["files"]> {
  const file = join(folder, manifestName);
  if (files.stat(file) === undefined) throw unreadable.notWhole(folder);
  await checkText(file);
  try {
    return writtenFiles.parse(JSON.parse(files.readText(file))).files;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError)
      throw unreadable.damaged(file, messages.noManifest());
    throw error;
  }
}

const newline = 10;

/** Reads it once, in pieces: logs of large runs do not fit into memory. */
async function readText(file: string): Promise<ReadFile> {
  const hash = createHash("sha256");
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let bytes = 0;
  let last = -1;
  for await (const read of openTable(file)) {
    const chunk = read as Uint8Array;
    if (chunk.includes(0) || !isUtf8(decoder, chunk)) throw unreadable.damaged(file, messages.noText());
    hash.update(chunk);
    bytes += chunk.length;
    last = chunk[chunk.length - 1];
  }
  if (last !== newline) throw unreadable.damaged(file, messages.endsWithinLine(bytes));
  return { bytes, hash };
}

function isUtf8(decoder: InstanceType<typeof TextDecoder>, chunk: Uint8Array): boolean {
  try {
    decoder.decode(chunk, { stream: true });
    return true;
  } catch {
    return false;
  }
}
