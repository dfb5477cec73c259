import { arch, cpus, platform } from "node:os";
import { describe, expect, it } from "vitest";
import { elapsedS, manifestText, peakRssBytes, startRunClock } from "./manifest.js";

const hourNs = 3_600_000_000_000n;

describe("a manifest", () => {
  it("counts seconds since the run began, to the millisecond", () => {
    const clock = startRunClock();
    const seconds = elapsedS({ ...clock, startedNs: clock.startedNs - 100n * hourNs });
    expect(seconds).toBeGreaterThanOrEqual(360_000);
    // Far more than a test takes anywhere, and far less than another unit would come to.
    expect(seconds).toBeLessThan(370_000);
    expect(Number.isInteger(Math.round(seconds * 1e6) / 1e3)).toBe(true);
    expect(elapsedS(clock)).toBeGreaterThanOrEqual(0);
  });

  it("says of the machine and the run what they are", () => {
    const clock = startRunClock();
    const facts = { clock, commandLine: ["orrery", "run", "a.yaml"], interrupted: true };
    const files = [{ path: "series.csv", bytes: 3, sha256: "ab" }];
    const text = manifestText(facts, files);
    expect(text.endsWith("}\n")).toBe(true);
    const manifest = JSON.parse(text) as Record<string, unknown>;
    expect(manifest).toMatchObject({
      commandLine: facts.commandLine,
      startedAt: clock.startedAt,
      interrupted: true,
      node: process.version,
      machine: { platform: platform(), arch: arch(), cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length },
      files,
    });
    expect(manifest).not.toHaveProperty("from");
    expect(JSON.parse(manifestText({ ...facts, from: { atUs: 7, sha256: "cd" } }, files))).toMatchObject({
      from: { atUs: 7, sha256: "cd" },
    });
    expect(new Date(String(manifest["endedAt"])).getTime()).toBeGreaterThanOrEqual(new Date(clock.startedAt).getTime());
  });

  it("gives memory in bytes: a process like this one has more than 20 MB and less than a terabyte", () => {
    expect(peakRssBytes()).toBeGreaterThan(20e6);
    expect(peakRssBytes()).toBeLessThan(1e12);
  });
});
