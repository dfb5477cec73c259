import { describe, expect, it } from "vitest";
import { specText } from "./picture-spec.js";

describe("text of a specification", () => {
  const spec = {
    name: 'a "b"',
    rows: [
      { time: 0, peers: null },
      { time: 1.5, peers: 2 },
    ],
    empty: {},
    list: [1, 2],
  };

  it("reads back as the same JSON", () => {
    expect(JSON.parse(specText(spec))).toEqual(spec);
  });

  it("has one line for each row of data", () => {
    expect(specText(spec)).toContain('\n    {"time": 0, "peers": null},\n    {"time": 1.5, "peers": 2}\n');
  });
});
