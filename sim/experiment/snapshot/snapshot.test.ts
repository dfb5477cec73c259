import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { messages } from "./messages.js";
import { readSnapshot } from "./read-snapshot.js";
import { SnapshotRefusal } from "./refusal.js";
import { checksumBytes, prologueBytes, type Snapshot, snapshotFormat } from "./snapshot.js";
import { writeSnapshot } from "./write-snapshot.js";

const code = { version: "1.2.3", codeHash: "ab".repeat(32) };
const snapshot: Snapshot = {
  code,
  scenario: "toy",
  resolvedYaml: "name: toy # Ω\n",
  atUs: 86_400_000_000,
  events: true,
  replications: [
    { replication: 2, state: Uint8Array.of(1, 2, 3) },
    { replication: 5, state: new Uint8Array(16).fill(7) },
  ],
};

const refusal = (why: string): SnapshotRefusal => new SnapshotRefusal(messages.refused("a file", why));
const read = (file: Uint8Array) => () => readSnapshot(file, "a file", code);

/** The file with another checksum, as if it had been written so. */
function resealed(file: Uint8Array): Uint8Array {
  const end = file.length - checksumBytes;
  file.set(createHash("sha256").update(file.subarray(0, end)).digest(), end);
  return file;
}

describe("a snapshot", () => {
  test("is read as it was written, and is the same bytes again", () => {
    const file = writeSnapshot(snapshot);
    expect(readSnapshot(file, "a file", code)).toEqual(snapshot);
    expect(writeSnapshot(readSnapshot(file, "a file", code))).toEqual(file);
  });

  test("is refused with any bit of any byte flipped", () => {
    const file = writeSnapshot(snapshot);
    for (let at = 0; at < file.length; at++) {
      for (const bit of [1, 16, 128]) {
        const damaged = file.slice();
        damaged[at] ^= bit;
        expect(read(damaged), `byte ${at}, bit ${bit}`).toThrow(SnapshotRefusal);
      }
    }
  });

  test("is refused wherever it is cut off, and where something follows", () => {
    const file = writeSnapshot(snapshot);
    for (let length = 0; length < prologueBytes; length++) {
      expect(read(file.slice(0, length))).toThrow(refusal(messages.truncated(length)));
    }
    for (let length = prologueBytes; length < file.length; length++) {
      expect(read(file.slice(0, length))).toThrow(refusal(messages.truncated(length, file.length)));
    }
    expect(read(Uint8Array.of(...file, 0))).toThrow(refusal(messages.damaged()));
  });

  test("is refused where it is of a newer format, or of other code, or none at all", () => {
    const newer = writeSnapshot(snapshot);
    newer[8] = snapshotFormat + 1;
    expect(read(resealed(newer))).toThrow(refusal(messages.newer(snapshotFormat + 1, snapshotFormat)));
    const other = { version: "1.2.2", codeHash: "cd".repeat(32) };
    expect(read(writeSnapshot({ ...snapshot, code: other }))).toThrow(
      refusal(messages.otherCode("1.2.2", other.codeHash, code)),
    );
    expect(read(new TextEncoder().encode("name: toy\nhorizon: 1 d\n"))).toThrow(refusal(messages.foreign()));
  });
});
