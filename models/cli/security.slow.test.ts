/** The security pack as a build runs it, and canaries: networks without a rule that it needs, which `orrery check` must catch. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { captureOutput } from "../../test/captured-output.js";
import { root } from "../../test/docs/repository.js";
import { parseArguments } from "../../sim/cli/arguments.js";
import { checkCommand, checkFiles } from "../../sim/cli/commands/check.js";
import { quilibrium } from "../quilibrium.js";

const written = captureOutput();
let store = "";
beforeAll(() => {
  store = mkdtempSync(join(tmpdir(), "orrery-security-"));
});
afterAll(() => rmSync(store, { recursive: true }));

/** Verdicts of files or folders of the pack, by scenario and expectation. */
async function verdicts(names: readonly string[], ...options: string[]): Promise<Record<string, string>> {
  const files = names.map((name) => join(root, "scenarios/security", name));
  const words = [...files, "--quick", "--quiet", "--json", "--workers", "1", "--store", store, ...options];
  const before = written.out.length;
  await checkFiles(quilibrium, (await parseArguments("check", checkCommand, words))!);
  const { scenarios } = JSON.parse(written.out.slice(before)) as {
    scenarios: readonly { readonly findings: readonly { scenario: string; id: string; outcome: string }[] }[];
  };
  const all = scenarios.flatMap(({ findings }) => findings);
  return Object.fromEntries(all.map(({ scenario, id, outcome }) => [`${scenario} ${id}`, outcome]));
}

/** Those of the pack that stand for all; what the others come to is in docs/security.md, which test/security holds true. */
const asked = ["coordinated-exit", "one-senior-dark", "one-senior-dark-june", "withheld-data"];

describe("the security pack", () => {
  it("holds where the protocol is safe, and fails where it is known to be weak", async () => {
    expect(await verdicts(asked.map((name) => `${name}.yaml`))).toEqual({
      "coordinated-exit no-halt": "pass",
      "coordinated-exit covered-again": "pass",
      "one-senior-dark no-halt": "pass",
      "one-senior-dark nobody-evicted": "pass",
      "one-senior-dark-june no-halt": "weak",
      "withheld-data found-out": "pass",
      "withheld-data both-out": "pass",
      "withheld-data does-not-pay": "pass",
    });
  });

  it("catches a network without audits", async () => {
    const found = await verdicts(["withheld-data.yaml"], "--set", "switches.storageAudit=off");
    expect(found).toMatchObject({ "withheld-data found-out": "fail", "withheld-data both-out": "fail" });
  });

  it("catches quorums that one prover can stop", async () => {
    const weights = ["--set", "switches.voteWeight=seniority", "--set", "switches.quorumRule=weight"];
    expect(await verdicts(["one-senior-dark.yaml"], ...weights)).toMatchObject({ "one-senior-dark no-halt": "fail" });
  });
});
