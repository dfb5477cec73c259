import { describe, expect, it } from "vitest";
import { folderWith } from "../scenario-files.js";
import { auditCase } from "./audit-case.js";

/** `npm run audits` looks at more of them. */
const numbers = Array.from({ length: 12 }, (_unused, number) => number);

describe("audits of random networks", () => {
  it("find nothing", () => {
    const folder = folderWith({});
    const audits = numbers.map((number) => ({ number, audit: auditCase(folder, "audited", number) }));
    const done = audits.filter(({ audit }) => audit !== null);
    expect(done.length).toBeGreaterThan(numbers.length / 2);
    expect(done.reduce((sum, { audit }) => sum + (audit?.events ?? 0), 0)).toBeGreaterThan(5000);
    expect(done.flatMap(({ number, audit }) => audit?.findings.map((finding) => ({ number, ...finding })) ?? [])).toEqual([]);
  });

  it.each([["1", 192], ["1", 229], ["2", 29]] as const)("find nothing where they once did: seed %s, case %i", (seed, number) => {
    expect(auditCase(folderWith({}), seed, number)?.findings).toEqual([]);
  });
}); // prettier-ignore
