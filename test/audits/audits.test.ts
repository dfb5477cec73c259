import { describe, expect, it } from "vitest";
import { folderWith } from "../scenario-files.js";
import { auditCase } from "./audit-case.js";

/** `audits.slow.test.ts` looks at random networks of every rule set, and `npm run audits` at more of them. */
describe("audits of random networks", () => {
  it.each([["1", 192], ["1", 229], ["2", 29], ["7", 465], ["7", 17_440], ["77", 65]] as const)("find nothing where they once did: seed %s, case %i", (seed, number) => {
    expect(auditCase(folderWith({}), seed, number)?.findings).toEqual([]);
  });
}); // prettier-ignore
