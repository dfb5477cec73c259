import { describe, expect, it } from "vitest";
import { captureOutput } from "../../../test/captured-output.js";
import { parseArguments } from "../../../sim/cli/arguments.js";
import { profileNames } from "../../scenario/profiles.js";
import { registries } from "../../registries.js";
import { messages } from "../texts/messages.js";
import { orrery } from "../orrery.js";
import { strategiesCommand } from "./strategies.js";

const output = captureOutput();

async function strategies(...typed: string[]): Promise<string> {
  const args = await parseArguments("strategies", strategiesCommand, typed);
  if (args !== undefined) await strategiesCommand.run(args, orrery);
  return output.out;
}

describe("orrery strategies", () => {
  it("lists every plug-in with a line, and its parameters with unit and default", async () => {
    const lines = (await strategies()).split("\n");
    for (const { name, plugins } of registries) {
      expect(lines.some((line) => line.startsWith(`${name} (`))).toBe(true);
      for (const { id, about } of plugins) expect(lines).toContain(`  ${id}: ${about}`);
    }
    expect(lines.find((line) => line.startsWith("    start: "))).toMatch(/\(a duration, .*; 0 s unless given\)$/);
    expect(lines.find((line) => line.startsWith("    rate: "))).toMatch(/; required\)$/);
  });

  it("lists one kind of them, as data too", async () => {
    const read = JSON.parse(await strategies("adversaries", "--json")) as Record<string, { id: string }[]>;
    expect(Object.keys(read)).toEqual(["adversaries"]);
    const withhold = read["adversaries"].find(({ id }) => id === "withhold data");
    expect(withhold).toMatchObject({
      parameters: [
        { name: "class", isRequired: true, default: null },
        { name: "share", default: "100 %" },
        { name: "start", default: "0 s" },
        { name: "targets", default: "all" },
        { name: "budget", isRequired: false, default: null },
        { name: "lasts", isRequired: false, default: null },
        { name: "coalition", isRequired: false, default: null },
        { name: "holds", isRequired: false, default: "0 %" },
      ],
    });
  });

  it("lists profiles of operators with all of their figures and where these are from", async () => {
    const lines = (await strategies("profiles")).split("\n");
    expect(lines[0]).toMatch(/^profiles \(profile: of a class/);
    expect(lines.filter((line) => /^ {2}\S/.test(line)).map((line) => line.trim().split(":")[0])).toEqual(profileNames);
    expect(lines.filter((line) => line.startsWith("    source: "))).toHaveLength(profileNames.length);
    expect(lines).toContain("    machine: 8 cores, 32 GB of memory, 1 TB of disk, 8 Mbit/s up; GPU factor 0");
    expect(lines.findLast((line) => line !== "")).toContain("16 squarings a millisecond");
    expect(lines).toContain(
      "    costs: 6000 USD over 5 y, sold for 30 % of what is not written off; 350 W at 0.1275 USD/kWh; 50 USD/month for hosting",
    );
    const before = output.out.length;
    await strategies("profiles", "--json");
    const read = JSON.parse(output.out.slice(before)) as Record<
      string,
      { id: string; costs: { hardwareUsd: number } }[]
    >;
    expect(read["profiles"].find(({ id }) => id === "archive")?.costs.hardwareUsd).toBe(9000);
  });

  it("refuses a list that there is not, with the nearest that there is", async () => {
    const names = [...registries.map(({ name }) => name), "profiles"];
    await expect(strategies("curve")).rejects.toThrow(messages.noList("curve", names, "curves"));
  });
});
