import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Candidate, isLacking, kept, taken } from "./composite-mesh.js";

const degrees = {
  degree: 8,
  degreeLow: 6,
  degreeHigh: 12,
  degreeScore: 4,
  degreeOut: 2,
  degreeSame: { wanted: 3, low: 2 },
};

/** `s`: the same; `o`: outbound; `b`: both; `-`: neither. */
const peers = (written: string): Candidate[] =>
  Array.from(written, (mark, k) => ({ k, isSame: "sb".includes(mark), isOutbound: "ob".includes(mark) }));

const random = fc.array(fc.record({ isSame: fc.boolean(), isOutbound: fc.boolean() }), { maxLength: 30 });
const numbered = (drawn: readonly Omit<Candidate, "k">[]): Candidate[] => drawn.map((one, k) => ({ k, ...one }));
const standingOf = (mesh: readonly Candidate[]) => ({
  all: mesh.length,
  same: mesh.filter(({ isSame }) => isSame).length,
  outbound: mesh.filter(({ isOutbound }) => isOutbound).length,
});

describe("a composite mesh", () => {
  it("is filled with as many of the same as wanted, then with whoever comes, and with outbound ones", () => {
    expect(taken({ all: 0, same: 0, outbound: 0 }, peers("---s-sss--o"), degrees)).toEqual([
      3, 5, 6, 0, 1, 2, 4, 7, 10,
    ]);
    expect(taken({ all: 7, same: 1, outbound: 2 }, peers("-sss"), degrees)).toEqual([1, 2]);
    expect(taken({ all: 7, same: 3, outbound: 1 }, peers("-s-ob"), degrees)).toEqual([3]);
    expect(taken({ all: 7, same: 2, outbound: 2 }, peers("sob"), degrees)).toEqual([]);
  });

  it("that is too large keeps the best, the same and the outbound ones", () => {
    expect(kept(peers("-------------"), degrees)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(kept(peers("----------sss-oo-"), degrees)).toEqual([0, 1, 2, 3, 10, 11, 12, 14]);
  });

  it("lacks nothing any more once it has taken and given up, as far as there are peers", () => {
    fc.assert(
      fc.property(random, random, (inMesh, outside) => {
        const mesh = numbered(inMesh);
        const others = numbered(outside);
        const large = mesh.length > degrees.degreeHigh;
        const rest = large ? kept(mesh, degrees).map((k) => mesh[k]) : mesh;
        expect(rest.length).toBe(large ? degrees.degree : mesh.length);
        const chosen = taken(standingOf(rest), others, degrees);
        expect(new Set(chosen).size).toBe(chosen.length);
        const after = standingOf([...rest, ...chosen.map((k) => others[k])]);
        const left = others.filter(({ k }) => !chosen.includes(k));
        expect(after.all >= degrees.degreeLow || left.length === 0).toBe(true);
        expect(after.same >= degrees.degreeSame.low || !left.some(({ isSame }) => isSame)).toBe(true);
        expect(after.outbound >= degrees.degreeOut || after.all < 6 || !left.some(({ isOutbound }) => isOutbound)).toBe(
          true,
        );
        const isAnyLeft = left.some(({ isSame }) => isSame) && left.some(({ isOutbound }) => isOutbound);
        expect(isLacking(after, degrees) && isAnyLeft).toBe(false);
      }),
      { seed: 15 },
    );
  });
});
