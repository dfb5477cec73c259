import { describe, expect, it } from "vitest";
import { Profile } from "./profile.js";

describe("a profile", () => {
  it("says how long each step took, in the order of the steps, and all of them together", () => {
    let nowMs = 0;
    const profile = new Profile(() => nowMs);
    const steps = [
      profile.timed<string>("slow", () => void (nowMs += 30)),
      profile.timed<string>("quick", () => void (nowMs += 1)),
    ];
    for (let frame = 1; frame <= 10; frame++) for (const step of steps) step("a network", frame);
    const rows = profile
      .text()
      .split("\n")
      .map((line) => line.split("│").map((cell) => cell.trim()))
      .filter((cells) => cells.length > 1)
      .map((cells) => cells.slice(1, -1));
    expect(rows).toEqual([
      ["step", "time", "share", "calls", "a call"],
      ["slow", "0.30 s", "96.8 %", "10", "30000.0 µs"],
      ["quick", "0.01 s", "3.2 %", "10", "1000.0 µs"],
      ["all steps", "0.31 s", "100.0 %", "20", "15500.0 µs"],
    ]);
  });

  it("adds up replications, which name the same steps again", () => {
    let nowMs = 0;
    const profile = new Profile(() => nowMs);
    for (let replication = 0; replication < 2; replication++) profile.timed("step", () => void nowMs++)(null, 1);
    expect(profile.text()).toMatch(/step +│ +0\.00 s │ 100\.0 % │ +2 │ 1000\.0 µs/);
  });

  it("runs what it measures, with what that gets", () => {
    const seen: unknown[] = [];
    new Profile(() => 0).timed("step", (state, frame) => void seen.push(state, frame))("a network", 7);
    expect(seen).toEqual(["a network", 7]);
  });
});
