import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { cpuSeconds } from "./cpu-seconds.js";

describe("processor time", () => {
  it.runIf(existsSync("/proc/self/stat"))("of a process is what it says itself, and of none unknown", () => {
    const { user, system } = process.cpuUsage();
    const told = (user + system) / 1e6;
    expect(cpuSeconds(process.pid)).toBeGreaterThan(told - 1);
    expect(cpuSeconds(process.pid)).toBeLessThan((process.cpuUsage().user + process.cpuUsage().system) / 1e6 + 1);
    expect(cpuSeconds(2 ** 30)).toBeUndefined();
  });
});
