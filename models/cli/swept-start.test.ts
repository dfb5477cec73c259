import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parseArguments } from "../../sim/cli/arguments.js";
import { loadSweep } from "../../sim/cli/load.js";
import { sweepCommand } from "../../sim/cli/commands/sweep.js";
import { ScenarioErrors } from "../../sim/experiment/ready-scenario.js";
import { quilibrium } from "../quilibrium.js";

const mainnet = fileURLToPath(new URL("../../scenarios/mainnet-2026-03.yaml", import.meta.url));
const sizes = ["--set", 'sweep["switches.ring.size"]=[8, 16]'];

async function pointsOf(...typed: readonly string[]): Promise<number> {
  const args = await parseArguments("sweep", sweepCommand, [mainnet, ...sizes, ...typed]);
  return args === undefined ? 0 : loadSweep(quilibrium, mainnet, args).points.length;
}

describe("a sweep of ring size on a measured network", () => {
  it("is refused with the start that was measured in rings of eight, and possible without it", async () => {
    await expect(pointsOf()).rejects.toThrow(ScenarioErrors);
    expect(await pointsOf("--set", "start=null")).toBe(2);
  });
});
