/** The tables of docs/security.md are what runs say, and every mutation that it lists turns its verdict. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../docs/repository.js";
import { mutations } from "./mutations.js";
import { outcomesOfChanged } from "./mutated.js";
import { fileOf } from "./pack.js";
import { pageFile, renewedPage } from "./page.js";
import { answersTo } from "./verdicts.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "orrery-security-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("the security pack", () => {
  it("has the verdicts of docs/security.md under every rule set", async () => {
    const page = await renewedPage({ store: join(folder, "store"), workers: 2 });
    expect(page).toBe(readFileSync(join(root, pageFile), "utf8"));
  });

  it("loses a verdict with every rule that is weakened by switches and fields", async () => {
    const changed = mutations.filter(({ code }) => code === undefined);
    const asked = changed.map(({ scenario, set = [] }) => ({ file: fileOf(scenario), set }));
    const answers = await answersTo(asked, { store: join(folder, "store"), workers: 2 });
    const turned = changed.map(({ what, turns }, k) => [
      what,
      answers[k]?.findings.find(({ id }) => id === turns)?.outcome,
    ]);
    expect(turned).toEqual(changed.map(({ what }) => [what, "fail"]));
  });

  it.each(mutations.filter(({ code }) => code !== undefined))(
    "loses a verdict with every rule that is weakened in the code: $what",
    (mutation) => {
      const copy = mkdtempSync(join(folder, "code-"));
      expect(outcomesOfChanged(mutation, copy)).toMatchObject({ [mutation.turns]: "fail" });
    },
  );
});
