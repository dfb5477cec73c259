import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LotOrder } from "./lot-order.js";
import { thinTargets } from "./thin-targets.js";

const hex = (minBytes: number, maxBytes = minBytes) =>
  fc
    .uint8Array({ minLength: minBytes, maxLength: maxBytes })
    .map((bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""));

/** Who comes first by the rule: all of the filters are thin. */
const firstByRule = (address: string, filters: readonly string[], wanted: number): readonly string[] =>
  thinTargets(
    address,
    filters.map((filter) => ({ filter, sizeBytes: 1n, active: 0 })),
    { haltThreshold: 3 },
  ).slice(0, wanted);

describe("the order of public lots", () => {
  it("is that of `proposer.thinTargets`, whatever filters have in common and however long they are", () => {
    const applications = hex(32);
    const filters = fc.uniqueArray(fc.oneof(fc.tuple(applications, hex(0, 56)), fc.tuple(hex(0, 31), hex(0))), {
      selector: ([application, path]) => application + path,
      maxLength: 9,
    });
    const looks = fc.array(
      fc.record({ address: hex(32), wanted: fc.nat(6), passed: fc.nat(255), asked: fc.nat(255) }),
      {
        maxLength: 5,
      },
    );
    fc.assert(
      fc.property(looks, filters, applications, (all, given, shared) => {
        const lots = new LotOrder();
        const known = [...new Set(given.flatMap(([application, path]) => [application + path, shared + path]))];
        for (const filter of known) lots.add(filter);
        expect(lots.count).toBe(known.length);
        for (const { address, wanted, passed, asked } of all) {
          // By the bits of two numbers: some are asked for, some of these are passed over.
          const candidates = known.flatMap((_filter, k) => ((asked >> (k % 8)) & 1 ? [k] : []));
          const isPassed = (number: number): boolean => ((passed >> (number % 8)) & 1) === 1;
          lots.setCandidates(Int32Array.from(candidates));
          const found = lots.firstOf(address, wanted, isPassed).map((number) => known[number]);
          const left = candidates.filter((number) => !isPassed(number)).map((number) => known[number]);
          expect(found).toEqual(firstByRule(address, left, wanted));
        }
      }),
      { seed: 1, numRuns: 150 },
    );
  });

  it("is that of the rule among more filters than there are lanes, of one application", () => {
    const lots = new LotOrder();
    const filters = Array.from(
      { length: 403 },
      (_unused, k) => "5c".repeat(32) + (k * 7919).toString(16).padStart(8, "0"),
    );
    for (const filter of filters) lots.add(filter);
    lots.setCandidates(Int32Array.from(filters.keys()));
    for (let n = 0; n < 20; n++) {
      const address = n.toString(16).padStart(64, "0");
      const found = lots.firstOf(address, 12, () => false).map((number) => filters[number]);
      expect(found).toEqual(firstByRule(address, filters, 12));
    }
  });
});
