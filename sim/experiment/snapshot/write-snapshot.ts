import { createHash } from "node:crypto";
import { padded } from "../../table/section.js";
import {
  checksumBytes,
  prologueBytes,
  type Snapshot,
  snapshotFormat,
  type SnapshotHead,
  snapshotMagic,
} from "./snapshot.js";

/** The bytes of the file. */
export function writeSnapshot({ code, resolvedYaml, replications, ...rest }: Snapshot): Uint8Array {
  const head: SnapshotHead = {
    orrery: code.version,
    codeHash: code.codeHash,
    scenario: rest.scenario,
    scenarioHash: createHash("sha256").update(resolvedYaml).digest("hex"),
    atUs: rest.atUs,
    events: rest.events,
    replications: replications.map(({ replication, state }) => ({ replication, bytes: state.length })),
    resolvedYaml,
  };
  const headBytes = new TextEncoder().encode(JSON.stringify(head));
  const states = replications.reduce((sum, { state }) => sum + padded(state.length), 0);
  const stateAt = prologueBytes + padded(headBytes.length);
  const file = new Uint8Array(stateAt + states + checksumBytes);
  const view = new DataView(file.buffer);
  file.set(snapshotMagic);
  view.setUint32(8, snapshotFormat, true);
  view.setUint32(12, headBytes.length, true);
  view.setFloat64(16, file.length, true);
  file.set(headBytes, prologueBytes);
  let at = stateAt;
  for (const { state } of replications) {
    file.set(state, at);
    at += padded(state.length);
  }
  file.set(createHash("sha256").update(file.subarray(0, at)).digest(), at);
  return file;
}
