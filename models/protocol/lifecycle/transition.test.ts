import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ruleSetNames, ruleSets } from "../ground/rule-sets.js";
import { ruleById } from "../rules.js";
import { type WatchedAllocation, cappedEvictions, idleFrames, isEvicted } from "./eviction.js";
import { type StoredStatus, aggregateStatus, isGone, storedStatuses } from "./status.js";
import {
  type JoinAttempt,
  joinGate,
  leaveConfirmGate,
  operations,
  refusesWholeJoins,
  transition,
} from "./transition.js";

const lifecycles = ["epoch", "frames"] as const;

/** What `orrery calc` answers of a first join. */
function ask(fields: object): unknown {
  const input = { existingStatus: null, joinFrame: 0, frame: 10, kickFrame: 0, ...fields };
  return ruleById("lifecycle.joinGate")?.evaluate(input, ruleSets["v2.1-simplex"]);
}

describe("operations on an allocation", () => {
  it.each(lifecycles)("lead to a stored status or nowhere, and never out of status 4 (%s)", (lifecycle) => {
    const after = (status: StoredStatus) => operations.map((operation) => transition(status, operation, lifecycle));
    const reached = storedStatuses.flatMap(after).filter((status) => status !== null);
    expect(storedStatuses).toEqual(expect.arrayContaining(reached));
    expect(new Set(storedStatuses.filter(isGone).flatMap(after))).toEqual(new Set([null]));
  });

  it("end a confirmed leave at once under frames and by the epoch under epochs", () => {
    expect(transition("leaving", "confirm", "frames")).toBe("left");
    expect(transition("leaving", "confirm", "epoch")).toBe("leaving");
  });

  it("re-confirm an allocation only under epochs", () => {
    expect(transition("active", "confirm", "epoch")).toBe("active");
    expect(transition("active", "confirm", "frames")).toBeNull();
  });

  it("leave a prover as good as its best allocation", () => {
    expect(aggregateStatus(["left", "paused", "leaving"])).toBe("leaving");
    expect(aggregateStatus(["left", "rejected"])).toBe("kicked");
    expect(aggregateStatus([])).toBe("kicked");
  });
});

describe("joining again", () => {
  const attempt: JoinAttempt = {
    existingStatus: null,
    joinFrame: 300_000,
    leaveFrame: 0,
    frame: 300_720,
    kickFrame: 0,
    changePending: false,
  };

  it("is closed for ever to a kicked prover, but not to one that was rejected", () => {
    for (const lifecycle of lifecycles) {
      expect(joinGate({ ...attempt, kickFrame: 1 }, lifecycle)).toBe(false);
      expect(joinGate({ ...attempt, existingStatus: "rejected" }, lifecycle)).toBe(true);
    }
  });

  it("waits one frame longer under frames than under epochs", () => {
    const joining = { ...attempt, existingStatus: "joining" } as const;
    expect(joinGate(joining, "epoch")).toBe(true);
    expect(joinGate(joining, "frames")).toBe(false);
    expect(joinGate({ ...joining, frame: 300_721 }, "frames")).toBe(true);
  });

  it("is possible while active only under epochs", () => {
    const active = { ...attempt, existingStatus: "active", frame: 400_000 } as const;
    expect(joinGate(active, "epoch")).toBe(true);
    expect(joinGate(active, "frames")).toBe(false);
  });

  it("waits for a pending split under epochs", () => {
    expect(joinGate({ ...attempt, changePending: true }, "epoch")).toBe(false);
    expect(joinGate({ ...attempt, changePending: true }, "frames")).toBe(true);
  });

  it("is refused on a filter that has left the grid, and free again after a historic place on one that has come back", () => {
    for (const lifecycle of lifecycles) {
      expect(joinGate({ ...attempt, isRetired: true }, lifecycle)).toBe(false);
      expect(joinGate({ ...attempt, existingStatus: "historic" }, lifecycle)).toBe(true);
    }
    expect(ask({ retired: true })).toBe("error");
    expect(ask({ retired: false })).toBe("ok");
  });

  it("takes all filters of a join or none where filters retire, and those that are free before", () => {
    expect(ruleSetNames.filter((name) => refusesWholeJoins(ruleSets[name]))).toEqual(["v2.1-simplex"]);
    expect(refusesWholeJoins({ splitMembership: "unchanged", mergeRule: "siblings" })).toBe(true);
  });
});

describe("leaving", () => {
  it("is refused while four others or fewer would stay, under epochs only", () => {
    expect(leaveConfirmGate(4, { lifecycle: "epoch", haltThreshold: 3 })).toBe(false);
    expect(leaveConfirmGate(5, { lifecycle: "epoch", haltThreshold: 3 })).toBe(true);
    expect(leaveConfirmGate(0, { lifecycle: "frames", haltThreshold: 3 })).toBe(true);
  });
});

describe("eviction", () => {
  const idle: WatchedAllocation = { status: "active", filter: "11", lastActive: 1 };
  const context = { frame: 1000, threshold: 360, countFrom: 0, haltDurationOf: () => 0 };

  it("takes 25 provers a frame at most and never more than there are", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (candidates) => {
        const evicted = cappedEvictions(candidates);
        expect(evicted).toBeLessThanOrEqual(25);
        expect(evicted === candidates || (evicted === 25 && candidates > 25)).toBe(true);
      }),
      { seed: 1 },
    );
  });

  it("falls due one frame after the threshold", () => {
    expect(isEvicted([idle], { ...context, frame: 361 })).toBe(false);
    expect(isEvicted([idle], { ...context, frame: 362 })).toBe(true);
  });

  it("is excused by a halt of the shard, wholly while it lasts", () => {
    expect(isEvicted([idle], { ...context, haltDurationOf: () => 639 })).toBe(false);
    expect(isEvicted([idle], { ...context, haltDurationOf: () => "max" })).toBe(false);
    expect(idleFrames(idle, { ...context, haltDurationOf: () => 5000 })).toBe(0);
  });

  it("needs one idle shard only, whatever the others do", () => {
    expect(isEvicted([{ ...idle, filter: "22", lastActive: 999 }, idle], context)).toBe(true);
  });

  it("does not watch the global committee, nor allocations that never took part", () => {
    expect(
      isEvicted(
        [
          { ...idle, filter: "" },
          { ...idle, lastActive: 0 },
          { ...idle, status: "joining" },
        ],
        context,
      ),
    ).toBe(false);
  });
});
