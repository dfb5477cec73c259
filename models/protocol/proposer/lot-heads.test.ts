import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LotHeads } from "./lot-heads.js";
import { publicLot } from "./releasable.js";

const hex = (minBytes: number, maxBytes = minBytes) =>
  fc
    .uint8Array({ minLength: minBytes, maxLength: maxBytes })
    .map((bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""));

describe("heads of public lots", () => {
  it("are those of the lots, whatever filters have in common and however long they are", () => {
    const applications = hex(32);
    const filters = fc.array(fc.oneof(fc.tuple(applications, hex(0, 56)), fc.tuple(hex(0, 31), hex(0))), {
      maxLength: 9,
    });
    fc.assert(
      fc.property(fc.array(hex(32), { maxLength: 3 }), filters, applications, (addresses, given, shared) => {
        const lots = new LotHeads();
        const all = given.flatMap(([application, path]) => [application + path, shared + path]);
        for (const filter of all) lots.add(filter);
        expect(lots.count).toBe(all.length);
        for (const address of addresses) {
          lots.setAddress(address);
          const heads = all.map((_filter, number) => lots.headOf(number).toString(16).padStart(8, "0"));
          expect(heads).toEqual(all.map((filter) => publicLot(address, filter).slice(0, 8)));
          expect(all.map((_filter, number) => lots.lotOf(number))).toEqual(
            all.map((filter) => publicLot(address, filter)),
          );
        }
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});
