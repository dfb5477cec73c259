import { createHash } from "node:crypto";
import { padded } from "../../table/section.js";
import { messages } from "./messages.js";
import { SnapshotRefusal } from "./refusal.js";
import {
  checksumBytes,
  type CodeIdentity,
  prologueBytes,
  type Snapshot,
  snapshotFormat,
  type SnapshotHead,
  snapshotMagic,
} from "./snapshot.js";

/**
 * What is in a file, if it is a whole snapshot that this code wrote; else throws `SnapshotRefusal`, which says what is
 * wrong. `name`: what the file is called in messages.
 */
export function readSnapshot(file: Uint8Array, name: string, code: CodeIdentity): Snapshot {
  const refuse = (why: string): never => {
    throw new SnapshotRefusal(messages.refused(name, why));
  };
  if (!snapshotMagic.every((byte, k) => file[k] === byte)) {
    return refuse(file.length < snapshotMagic.length ? messages.truncated(file.length) : messages.foreign());
  }
  if (file.length < prologueBytes) return refuse(messages.truncated(file.length));
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const format = view.getUint32(8, true);
  if (format > snapshotFormat) return refuse(messages.newer(format, snapshotFormat));
  const length = view.getFloat64(16, true);
  if (file.length < length) return refuse(messages.truncated(file.length, length));
  const end = file.length - checksumBytes;
  const checksum = createHash("sha256")
    .update(file.subarray(0, Math.max(0, end)))
    .digest();
  if (format < snapshotFormat || file.length > length || !checksum.equals(file.subarray(Math.max(0, end)))) {
    return refuse(messages.damaged());
  }
  const headLength = view.getUint32(12, true);
  const text = new TextDecoder().decode(file.subarray(prologueBytes, prologueBytes + headLength));
  // Whoever has the checksum right has written the head.
  const { orrery, codeHash, scenario, atUs, events, replications, resolvedYaml } = JSON.parse(text) as SnapshotHead;
  if (codeHash !== code.codeHash) return refuse(messages.otherCode(orrery, codeHash, code));
  let at = prologueBytes + padded(headLength);
  return {
    code: { version: orrery, codeHash },
    scenario,
    resolvedYaml,
    atUs,
    events,
    replications: replications.map(({ replication, bytes }) => {
      const state = new Uint8Array(file.subarray(at, at + bytes));
      at += padded(bytes);
      return { replication, state };
    }),
  };
}
