import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Fingerprint, type FoldableColumn } from "./fingerprint.js";
import { messages } from "./messages.js";

const foldWords = (words: Iterable<number>): Fingerprint => {
  const fold = new Fingerprint();
  for (const word of words) fold.word(word);
  return fold;
};

const bitsSet = (word: number): number => {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count++;
  return count;
};

describe("Fingerprint", () => {
  // Made with the Python package mmh3 5.3.0, the reference C++ code wrapped, for n words k × 0x9e3779b1 mod 2^32:
  // "".join("%08x" % lane for lane in struct.unpack("<4I", mmh3.hash_bytes(struct.pack("<%dI" % n, *words), 0, False)))
  it.each([
    [0, "00000000000000000000000000000000"],
    [1, "66a84b08f2b2804ef2b2804ef2b2804e"],
    [2, "50911ee60f24e7c9c5381fcfc5381fcf"],
    [3, "1b11aa35da1cacd6e7a083ff852df16e"],
    [4, "097f751c89f8010a0eee39860c709810"],
    [5, "75c23975bf0c8371ab22933c764b30ab"],
    [8, "43e5ca266287decb76ec49e1fe76814d"],
    [11, "bb3d41b501593cdf24e84f962adac120"],
  ])("of %d words is MurmurHash3_x86_128 of their bytes", (count, digest) => {
    const words = Array.from({ length: count }, (_, k) => Math.imul(k + 1, 0x9e3779b1));
    expect(foldWords(words).digest()).toBe(digest);
  });

  it("changes about half of its bits for each changed bit", () => {
    const wordCount = 6;
    const flips: number[] = [];
    for (let bit = 0; bit < 32 * wordCount; bit++) {
      for (let start = 0; start < 50; start++) {
        const words = Array.from({ length: wordCount }, (_, k) => Math.imul(start * wordCount + k, 0x85ebca6b));
        const before = foldWords(words).digestWords();
        words[bit >> 5] ^= 1 << (bit & 31);
        const after = foldWords(words).digestWords();
        flips.push(after.reduce((sum, lane, k) => sum + bitsSet(lane ^ before[k]), 0));
      }
    }
    // 9,600 flips, each binomial(128, 1/2): the mean's standard deviation is 0.058, a single flip's 5.7.
    expect(Math.abs(flips.reduce((sum, flip) => sum + flip, 0) / flips.length - 64)).toBeLessThan(0.3);
    expect(Math.min(...flips)).toBeGreaterThan(30);
  });

  it("depends on order", () => {
    expect(foldWords([1, 2]).digest()).not.toBe(foldWords([2, 1]).digest());
  });

  it("takes the low 32 bits of a word, signed or not", () => {
    expect(foldWords([-1, -(2 ** 31)]).digest()).toBe(foldWords([0xffff_ffff, 2 ** 31]).digest());
  });

  it("folds a double as its bits, low word first, whatever the machine", () => {
    // 1.1 is 0x3ff199999999999a.
    expect(new Fingerprint().number(1.1).digest()).toBe(foldWords([0x9999_999a, 0x3ff1_9999]).digest());
  });

  it("takes -0 for 0 and refuses NaN, alone and in columns", () => {
    expect(new Fingerprint().number(-0).digest()).toBe(new Fingerprint().number(0).digest());
    expect(new Fingerprint().column(Float64Array.of(-0)).digest()).toBe(
      new Fingerprint().column(Float64Array.of(0)).digest(),
    );
    expect(() => new Fingerprint().number(NaN)).toThrow(messages.notANumber());
    const late = new Float64Array(5000);
    late[4321] = NaN;
    expect(() => new Fingerprint().column(late)).toThrow(messages.notANumberAt(4321));
    expect(() => new Fingerprint().column(Float32Array.of(NaN))).toThrow(messages.notANumberAt(0));
  });

  it("folds a column as its length and its values one by one, from any position in a block", () => {
    const columns: readonly FoldableColumn[] = [
      Int32Array.from({ length: 5001 }, (_, k) => Math.imul(k, 0x9e3779b1)),
      Uint8Array.from({ length: 2049 }, (_, k) => k),
      Int8Array.of(-1, 5),
      new Uint16Array(0),
    ];
    for (const column of columns) {
      for (const before of [[], [1], [1, 2], [1, 2, 3]]) {
        const bulk = foldWords(before).column(column).word(7);
        expect(bulk.digest()).toBe(foldWords([...before, column.length, ...column, 7]).digest());
      }
    }
    const floats = Float64Array.from({ length: 3001 }, (_, k) => (k - 1500) / 7);
    const singly = foldWords([floats.length]);
    for (const value of floats) singly.number(value);
    expect(new Fingerprint().column(floats).digest()).toBe(singly.digest());
  });

  it("does not depend on how wide a column stores its values", () => {
    const values = [0, 1, 77, 127];
    const integers = [Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array];
    expect(new Set(integers.map((type) => new Fingerprint().column(type.from(values)).digest())).size).toBe(1);
    const floats = [Float32Array, Float64Array];
    expect(new Set(floats.map((type) => new Fingerprint().column(type.from(values)).digest())).size).toBe(1);
  });

  it("folds only as much of a column as is asked for", () => {
    const column = Int32Array.of(4, 5, 6);
    expect(new Fingerprint().column(column, 2).digest()).toBe(new Fingerprint().column(column.subarray(0, 2)).digest());
    expect(new Fingerprint().column(column, 2).digest()).not.toBe(new Fingerprint().column(column).digest());
  });

  it("keeps what stands beside each other apart", () => {
    const digests = [
      new Fingerprint().text("ab").text("c"),
      new Fingerprint().text("a").text("bc"),
      new Fingerprint().text("abc").text(""),
      new Fingerprint().bigint(1n).bigint(0n),
      new Fingerprint().bigint(0n).bigint(1n),
      new Fingerprint().bigint(1n << 32n),
      new Fingerprint().bigint(-1n).bigint(0n),
    ].map((fold) => fold.digest());
    expect(new Set(digests).size).toBe(digests.length);
  });

  it("tells whole numbers of any size apart", () => {
    const big = fc.bigInt({ min: -(1n << 100n), max: 1n << 100n });
    fc.assert(
      fc.property(big, big, (a, b) => {
        const [one, other] = [new Fingerprint().bigint(a).digest(), new Fingerprint().bigint(b).digest()];
        expect(one === other).toBe(a === b);
      }),
      { seed: 1 },
    );
  });

  it("goes on after a digest, a clone and a reset as if nothing had happened", () => {
    const fold = foldWords([1, 2, 3]);
    fold.digest();
    const copy = fold.clone();
    fold.word(4).word(5);
    expect(fold.digest()).toBe(foldWords([1, 2, 3, 4, 5]).digest());
    expect(copy.digest()).toBe(foldWords([1, 2, 3]).digest());
    expect(fold.reset().word(9).digest()).toBe(foldWords([9]).digest());
  });

  it("prints the digest with what went into it", () => {
    const fold = foldWords([1]);
    expect(fold.print(["events", "columns"])).toBe(`${fold.digest()}/events+columns`);
  });
});
