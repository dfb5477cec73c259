/** What `orrery attack` finds in a network where the answer is known by hand. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { captureOutput } from "../../test/captured-output.js";
import { root } from "../../test/docs/repository.js";
import { folderWith } from "../../test/scenario-files.js";
import { parseArguments } from "../../sim/cli/arguments.js";
import { attackCommand, attackFile } from "../../sim/cli/commands/attack.js";
import type { SearchSummary } from "../../sim/output/write-search.js";
import { quilibrium } from "../quilibrium.js";

const written = captureOutput();
const path = "attackers[0].identities";

async function attack(...typed: string[]): Promise<SearchSummary> {
  const folder = folderWith({});
  const file = join(root, "scenarios", "attacks", "cheapest-capture.yaml");
  const words = [file, "--out", join(folder, "out"), "--store", join(folder, "cells"), "--json", "--quiet"];
  const before = written.out.length;
  await attackFile(quilibrium, (await parseArguments("attack", attackCommand, [...words, ...typed]))!);
  return JSON.parse(written.out.slice(before)) as SearchSummary;
}

describe("orrery attack on a shard that nobody serves yet", () => {
  it.each(["1", "another", "3"])("finds that eight identities suffice for its ring 0, seed %s", async (seed) => {
    const { best } = await attack("--budget", "200", "--seed", seed);
    expect(best?.parameters).toEqual({ [path]: 8 });
    expect(best?.until).toMatchObject({ verdict: "pass", estimate: 1 });
  });

  it("finds that fewer do not", async () => {
    const { best, candidates } = await attack("--budget", "150", "--param", `${path}=1..7`);
    expect([best, candidates]).toEqual([null, []]);
  });

  it("finds which adversary does it, and of none of the others how many identities it would need", async () => {
    const kinds = "attackers[0].kind=honest, consolidate, sybil, ring capture";
    const set = ["--set", `${path}=null`];
    const { best } = await attack("--budget", "400", "--param", kinds, "--param", `${path}=1..64 log`, ...set);
    expect(best?.parameters[path]).toBe(8);
    expect(["sybil", "ring capture"]).toContain(best?.parameters["attackers[0].kind"]);
  });
});
