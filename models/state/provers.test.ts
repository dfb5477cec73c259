import { describe, expect, it } from "vitest";
import { byBytes } from "../protocol/ground/compare.js";
import { Provers } from "./provers.js";

/** So many provers, and what sorting them by all bytes of their addresses gives. */
function sorted(count: number) {
  const provers = new Provers();
  for (let node = 0; node < count; node++) provers.add({ key: `node ${node}`, node });
  const rows = Array.from({ length: count }, (_unused, prover) => prover);
  const byAllBytes = rows.toSorted((a, b) => byBytes(provers.addressHex(a), provers.addressHex(b)));
  return { provers, rows, byAllBytes };
}

describe("the order of provers", () => {
  it("is that of the bytes of their addresses", () => {
    const { provers, rows, byAllBytes } = sorted(300);
    expect(rows.toSorted((a, b) => provers.compareAddress(a, b))).toEqual(byAllBytes);
  });

  it("is that of the bytes behind where the first four are alike", () => {
    const { provers, rows, byAllBytes } = sorted(60);
    provers.keys.first.fill(7);
    expect(rows.toSorted((a, b) => provers.compareAddress(a, b))).toEqual(byAllBytes);
  });
});
