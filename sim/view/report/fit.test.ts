import { describe, expect, it } from "vitest";
import type { PictureSpec, Spec } from "../../experiment/picture-spec.js";
import { fitting } from "./fit.js";
import { unpacked } from "./unpack.js";

const rows = (count: number, curves: number): Spec[] =>
  Array.from({ length: count * curves }, (_, k) => ({ time: Math.floor(k / curves), who: k % curves, value: k / 7 }));
const picture = (name: string, values: readonly Spec[]): PictureSpec => ({ name, spec: { data: { values } } });
const sizeOf = (pictures: readonly PictureSpec[]): number => JSON.stringify(fitting(pictures, 1e9).packed).length;

describe("pictures in a page", () => {
  it("stay as they are where there is room", () => {
    const pictures = [picture("a", rows(600, 2)), picture("b", [{ class: "home", share: 1 }])];
    const { packed, left } = fitting(pictures, 1e6);
    expect(left).toEqual([]);
    expect(unpacked(packed.data)["data0"]).toHaveLength(1200);
  });

  it("lose every second moment of all curves at once, never the first or the last, where there is too little", () => {
    const pictures = [picture("a", rows(600, 20))];
    const limit = sizeOf(pictures) / 3;
    const { packed, left } = fitting(pictures, limit);
    expect(left).toEqual([]);
    expect(JSON.stringify(packed).length).toBeLessThanOrEqual(limit);
    const kept = unpacked(packed.data)["data0"] as readonly { readonly time: number; readonly who: number }[];
    expect([kept[0].time, kept.at(-1)?.time]).toEqual([0, 599]);
    for (const { time } of kept) expect(kept.filter((row) => row.time === time)).toHaveLength(20);
  });

  it("are left out, the longest first, where thinner curves would lie", () => {
    const long = picture("long", rows(60, 300));
    const short = picture("short", rows(600, 1));
    const { pictures, left } = fitting([long, short], 60_000);
    expect([pictures.map(({ name }) => name), left]).toEqual([["short"], ["long"]]);
    expect(fitting([long], 10).left).toEqual(["long"]);
  });
});
