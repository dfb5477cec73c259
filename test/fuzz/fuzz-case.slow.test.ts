import { describe, expect, it } from "vitest";
import { folderWith } from "../scenario-files.js";
import { canaries } from "./canaries.js";
import { refusalFindings } from "./files/refusal-findings.js";
import { classOf, finding } from "./finding.js";
import { caseOf, checkCase } from "./fuzz-case.js";
import { loadCase, oneFile } from "./load-case.js";
import { closePools } from "./run/on-workers.js";
import { Tally } from "./tally.js";

/** A hang and a leak need a process of their own: `npm run fuzz -- --canary`. */
const inProcess = Object.entries(canaries).filter(([, { kind }]) => kind !== "hangs" && kind !== "died");

describe("a case of the fuzzer", () => {
  it("is the same for the same seed and number", () => {
    for (const number of [0, 1, 2, 3]) expect(caseOf("x", number)).toEqual(caseOf("x", number));
    expect(caseOf("x", 1).input).not.toEqual(caseOf("y", 1).input);
  });

  it.each(inProcess)("shows a planted fault: %s", async (_name, { kind, tested }) => {
    const folder = folderWith({});
    const kinds = new Set<string>();
    for (let number = 0; number < 40 && !kinds.has(kind); number++) {
      const { findings } = await checkCase(tested, caseOf("canary", number), folder);
      for (const found of findings) kinds.add(found.kind);
    }
    await closePools();
    expect([...kinds]).toContain(kind);
  });
});

describe("a refusal", () => {
  const folder = folderWith.bind(undefined, {});

  it("with a place in its file has no fault", () => {
    const at = folder();
    const input = { files: { "main.yaml": "name: x\nhorizn: 1 d\n" }, sets: ["seed=[1]", "x"] };
    const loaded = loadCase(at, input);
    if (loaded.ok) throw new Error("expected a refusal");
    expect(loaded.errors.length).toBeGreaterThan(3);
    expect(refusalFindings(at, input, loaded.errors)).toEqual([]);
  });

  it.each([
    [{ line: 3 }, "lies outside of the file"],
    [{ line: 0 }, "lies outside of the file"],
    [{ column: 9 }, "lies outside of its line"],
    [{ column: Number.NaN }, "lies outside of its line"],
    [{ file: "elsewhere.yaml" }, "names a file that is not there"],
    [{ message: " " }, "says nothing"],
    [{ message: "x".repeat(5000) }, "is too long"],
  ])("is found where it is %j", (change, what) => {
    const at = folder();
    const input = oneFile("name: x\n");
    const loaded = loadCase(at, input);
    if (loaded.ok) throw new Error("expected a refusal");
    const [error] = loaded.errors;
    const [found] = refusalFindings(at, input, [{ ...error, ...change }]);
    expect(found.detail).toContain(what);
  });
});

describe("findings", () => {
  it("are of one class whatever their numbers are", () => {
    const first = finding("recount", "covering shard 0: counted 15, kept 13, after frame 720\nat length");
    const second = finding("recount", "covering shard 4: counted 1, kept 2, after frame 1,060");
    expect(classOf(first)).toBe(classOf(second));
    expect(classOf(first)).not.toBe(classOf({ ...first, kind: "invariant" }));
  });

  it("are new once, and counted after that", () => {
    const tally = new Tally();
    const found = finding("threw", "TypeError: x");
    expect(tally.isClean).toBe(true);
    expect(tally.add(caseOf(1, 1), { findings: [found], was: "refused" })).toEqual([found]);
    expect(tally.add(caseOf(1, 2), { findings: [found], was: "refused" })).toEqual([]);
    expect(tally.isClean).toBe(false);
    expect(tally.lines().join("\n")).toContain("2 × threw: TypeError: x: first in case 1");
  });

  it("are also that too many scenarios that should run are refused", () => {
    const tally = new Tally();
    for (let k = 0; k < 40; k++) tally.add(caseOf(1, 8 * k), { findings: [], was: k < 3 ? "refused" : "run" });
    expect(tally.isClean).toBe(false);
  });
});
