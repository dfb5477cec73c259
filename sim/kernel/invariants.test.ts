import { describe, expect, it } from "vitest";
import { type FailureContext, InvariantError, Invariants } from "./invariants.js";
import { formatFailure, messages } from "./messages.js";

const context: FailureContext = {
  timeUs: 8_000_000,
  frame: 1,
  run: "thin, seed 7, replication 0",
  replay: "npx orrery run thin.yaml --seed 7",
  lastEvents: [{ timeUs: 8_000_000, handler: "frame", target: 0, source: 0, payload: 1 }],
};

describe("Invariants", () => {
  it("pass while all of them hold", () => {
    const invariants = new Invariants();
    let checks = 0;
    for (const name of ["conservation", "slots"]) {
      invariants.add({
        name,
        check: () => {
          checks++;
          return null;
        },
      });
    }
    invariants.checkAll(context);
    expect(checks).toBe(2);
    expect(invariants.names).toEqual(["conservation", "slots"]);
  });

  it("stop the run at the first that does not hold, with its rule and the surroundings", () => {
    const invariants = new Invariants();
    invariants.add({ name: "slots", check: () => null });
    invariants.add({ name: "conservation", rule: "emission.pomw", check: () => "issued 8, held 7" });
    invariants.add({ name: "clock", check: () => "went back" });
    const what = messages.invariantBroken("conservation", "issued 8, held 7");
    const expected = { ...context, rule: "emission.pomw", what };
    expect(() => invariants.checkAll(context)).toThrow(expect.objectContaining(expected));
    expect(() => invariants.checkAll(context)).toThrow(new InvariantError(expected));
  });

  it("refuse two of one name", () => {
    const invariants = new Invariants();
    invariants.add({ name: "slots", check: () => null });
    expect(() => invariants.add({ name: "slots", check: () => null })).toThrow(messages.invariantTaken("slots"));
  });
});

describe("InvariantError", () => {
  it("says on lines of their own what broke, where, when, and how to see it again", () => {
    const failure = { ...context, what: "a slot is held twice", rule: "disk.assign", entity: 9 };
    expect(new InvariantError(failure).message).toBe(formatFailure(failure));
    expect(formatFailure(failure)).toBe(
      [
        "a slot is held twice",
        "  time:    8000000 µs",
        "  rule:    disk.assign",
        "  frame:   1",
        "  entity:  9",
        "  run:     thin, seed 7, replication 0",
        "  replay:  npx orrery run thin.yaml --seed 7",
        "  events, the newest last:",
        "    8000000 µs  frame  target 0  source 0  payload 1",
      ].join("\n"),
    );
  });

  it("leaves out what is not known", () => {
    const bare = { what: "the queue is torn", timeUs: 0, replay: "npx orrery run a.yaml", lastEvents: [] };
    expect(formatFailure(bare)).toBe(
      "the queue is torn\n  time:    0 µs\n  replay:  npx orrery run a.yaml\n  events:  none handled yet",
    );
    expect(new InvariantError(bare).rule).toBeUndefined();
  });
});
