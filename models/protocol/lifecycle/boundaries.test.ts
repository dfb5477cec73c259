/** What holds at the first and the last frame of every window, in every status: where an off-by-one would hide. */
import { describe, expect, it } from "vitest";
import { ruleById } from "../rules.js";
import { ruleSets } from "../ground/rule-sets.js";
import { effectiveStatus, effectiveStatusFrames } from "./effective-status.js";
import { type EvictionContext, idleFrames, inactivityStart } from "./eviction.js";
import { countsForCoverage, countsInCommittee, followsStoredStatus } from "./membership.js";
import { answerOpens, inEffectFrom, mayConfirm, mayReject, nextEpochStart, requestLapses } from "./request-windows.js";
import { type Allocation, effectiveStatuses, isGone, statusPredicates, storedStatuses } from "./status.js";
import { isFreshJoin, joinGate, transition } from "./transition.js";
import { confirmTimingEpoch, confirmTimingFrames, rejectTimingEpoch, rejectTimingFrames } from "./windows.js";

const none: Allocation = {
  status: "joining",
  filter: "ab",
  joinFrame: 0,
  joinConfirmFrame: 0,
  leaveFrame: 0,
  leaveConfirmFrame: 0,
  epoch: 0,
};
const epochs = ruleSets["v2.1-epoch"];
const frames = ruleSets["v2.1-frames"];
const enrolment = { begin: 1000, end: 3000, countFrom: 2500 };
const of = (fields: Partial<Allocation>, frame: number): string => effectiveStatus({ ...none, ...fields }, frame, 100);

const at = (fields: Partial<Allocation> & { pauseFrame?: number }, frame: number): string =>
  effectiveStatusFrames({ ...none, ...fields }, frame, enrolment);
const pending = (status: Allocation["status"], startFrame: number) => ({ status, startFrame });
const open = (status: Allocation["status"], start: number): readonly number[] =>
  [...Array(6000).keys()].filter((frame) => confirmTimingFrames(pending(status, start), frame, enrolment));
const may = (
  status: Allocation["status"],
  start: number,
  frame: number,
  with_ = enrolment as typeof enrolment | null,
) => rejectTimingFrames(pending(status, start), frame, with_);
const confirm = (fields: Partial<Allocation>, frame: number) => confirmTimingEpoch({ ...none, ...fields }, frame, 100);
const reject = (status: Allocation["status"]): readonly boolean[] =>
  [199, 200, 299, 300].map((frame) => rejectTimingEpoch(pending(status, 150), frame, 100));
const context = (fields: Partial<EvictionContext>): EvictionContext => ({
  frame: 1000,
  threshold: 360,
  countFrom: 0,
  haltDurationOf: () => 0,
  ...fields,
});
const committee = (allocation: Allocation, committeeMembership: "raw" | "effective"): boolean =>
  countsInCommittee(allocation, 199, { committeeMembership, lifecycle: "epoch", epochFrames: 100 });
const covers = (allocation: Allocation, lifecycle: "epoch" | "frames", frame: number): boolean =>
  countsForCoverage(allocation, frame, { lifecycle, epochFrames: 100 });
const ask = (id: string, input: object, rules = frames): unknown => ruleById(id)!.evaluate(input, rules);

/** First and last frame at which a request may be confirmed, with none left out between them. */
const span = (status: Allocation["status"], start: number): readonly number[] => {
  const found = open(status, start);
  expect(found).toHaveLength(found[found.length - 1] - found[0] + 1);
  return [found[0], found[found.length - 1]];
};

describe("the effective status under epochs of 100 frames", () => {
  it.each<readonly [Partial<Allocation>, number, string]>([
    [{ joinFrame: 150 }, 299, "Joining"],
    [{ joinFrame: 150 }, 300, "ExpiredJoining"],
    // A frame of 0 stands for a thing that has not happened.
    [{ joinFrame: 0 }, 10_000, "Joining"],
    [{ status: "active", joinConfirmFrame: 150, epoch: 2 }, 199, "Joining"],
    [{ status: "active", joinConfirmFrame: 150, epoch: 2 }, 200, "Active"],
    [{ status: "active", joinConfirmFrame: 150, epoch: 2 }, 299, "Active"],
    [{ status: "active", joinConfirmFrame: 150, epoch: 2 }, 300, "ExpiredEpoch"],
    [{ status: "active", joinConfirmFrame: 0, epoch: 0 }, 50, "Active"],
    [{ status: "active", filter: "", joinConfirmFrame: 150, epoch: 0 }, 5000, "Active"],
    [{ status: "leaving", leaveFrame: 150 }, 299, "Leaving"],
    [{ status: "leaving", leaveFrame: 150 }, 300, "ExpiredLeaving"],
    [{ status: "leaving", leaveFrame: 0 }, 10_000, "Leaving"],
    [{ status: "leaving", leaveFrame: 150, leaveConfirmFrame: 250 }, 299, "Leaving"],
    [{ status: "leaving", leaveFrame: 150, leaveConfirmFrame: 250 }, 300, "ExpiredLeaving"],
    [{ status: "paused" }, 10_000, "Paused"],
    [{ status: "kicked" }, 1, "Kicked"],
    [{ status: "left" }, 1, "Rejected"],
    [{ status: "rejected" }, 1, "Rejected"],
    [{ status: "historic" }, 1, "Historic"],
  ])("%o at frame %i: %s", (fields, frame, expected) => {
    expect(of(fields, frame)).toBe(expected);
  });
});

describe("the effective status under frame windows", () => {
  it.each<readonly [Partial<Allocation> & { pauseFrame?: number }, number, string]>([
    [{ joinFrame: 5000 }, 5720, "Joining"],
    [{ joinFrame: 5000 }, 5721, "ExpiredJoining"],
    [{ joinFrame: 999 }, 1719, "Joining"],
    [{ joinFrame: 999 }, 1720, "ExpiredJoining"],
    [{ joinFrame: 1000 }, 3220, "Joining"],
    [{ joinFrame: 1000 }, 3221, "ExpiredJoining"],
    [{ joinFrame: 2999 }, 3719, "Joining"],
    [{ joinFrame: 2999 }, 3720, "ExpiredJoining"],
    [{ status: "active" }, 90_000, "Active"],
    [{ status: "leaving", leaveFrame: 5000 }, 5720, "Leaving"],
    [{ status: "leaving", leaveFrame: 5000 }, 5721, "ExpiredLeaving"],
    [{ status: "paused", pauseFrame: 5000 }, 5360, "Paused"],
    [{ status: "paused", pauseFrame: 5000 }, 5361, "ExpiredLeaving"],
    [{ status: "paused", pauseFrame: 0 }, 90_000, "Paused"],
    [{ status: "paused" }, 90_000, "Paused"],
    [{ status: "kicked" }, 1, "Kicked"],
    [{ status: "left" }, 1, "Rejected"],
    [{ status: "rejected" }, 1, "Rejected"],
  ])("%o at frame %i: %s", (fields, frame, expected) => {
    expect(at(fields, frame)).toBe(expected);
  });
});

describe("groups of statuses", () => {
  it("are these, and no others", () => {
    const groups = Object.fromEntries(
      (["live", "allocated", "expired", "terminal"] as const).map((group) => [
        group,
        effectiveStatuses.filter((name) => statusPredicates(name)[group]),
      ]),
    );
    expect(groups).toEqual({
      live: ["Joining", "Active", "Paused", "Leaving"],
      allocated: ["Joining", "Active"],
      expired: ["ExpiredJoining", "ExpiredEpoch", "ExpiredLeaving"],
      terminal: ["Rejected", "Kicked", "Historic", "ExpiredJoining", "ExpiredLeaving"],
    });
    expect(storedStatuses.filter(isGone)).toEqual(["left", "rejected", "kicked", "historic"]);
  });
});

describe("transitions", () => {
  it("are these from each status, and everything else is an error", () => {
    const found = (["epoch", "frames"] as const).map((lifecycle) =>
      storedStatuses.flatMap((status) =>
        (["pause", "resume", "leave", "confirm", "reject"] as const).flatMap((operation) => {
          const to = transition(status, operation, lifecycle);
          return to === null ? [] : [`${status} ${operation} ${to}`];
        }),
      ),
    );
    const common = ["joining confirm active", "joining reject left", "active pause paused", "active leave leaving"];
    const paused = ["paused resume active", "paused leave leaving"];
    expect(found[0]).toEqual([...common, "active confirm active", ...paused, "leaving confirm leaving", "leaving reject active"]); // prettier-ignore
    expect(found[1]).toEqual([...common, ...paused, "leaving confirm left", "leaving reject active"]);
  });
});

describe("windows of answers", () => {
  it("under frames are 360 to 720 frames after the request, for the enrolment from its end on", () => {
    expect(span("joining", 200)).toEqual([560, 920]);
    expect(span("joining", 999)).toEqual([1359, 1719]);
    expect(span("joining", 1000)).toEqual([3000, 3220]);
    expect(span("joining", 2999)).toEqual([3359, 3719]);
    expect(span("joining", 3000)).toEqual([3360, 3720]);
    expect(span("leaving", 1000)).toEqual([1360, 1720]);
    for (const status of ["active", "paused", "left", "kicked"] as const) expect(open(status, 200)).toEqual([]);
  });

  it("bind rejections from the request on, and not at all for joins before the enrolment's end", () => {
    expect([may("joining", 5000, 4999), may("joining", 5000, 5000), may("joining", 5000, 5720), may("joining", 5000, 5721)]).toEqual([false, true, true, false]); // prettier-ignore
    expect([may("joining", 2999, 90_000), may("joining", 3000, 90_000), may("joining", 2999, 2998)]).toEqual([true, false, false]); // prettier-ignore
    expect([may("leaving", 2999, 90_000), may("leaving", 2999, 3719), may("joining", 2999, 90_000, null)]).toEqual([false, true, false]); // prettier-ignore
    expect([may("active", 5000, 5001), may("paused", 5000, 5001)]).toEqual([false, false]);
  });

  it("under epochs are the epoch after the request, and for who is active from its recorded epoch on", () => {
    const leaving: Partial<Allocation> = { status: "leaving", joinFrame: 50, leaveFrame: 150 };
    expect([199, 200, 299, 300].map((frame) => confirm(leaving, frame))).toEqual([false, true, true, false]);
    expect([299, 300, 301, 999].map((frame) => confirm({ status: "active", epoch: 3 }, frame))).toEqual([false, true, true, true]); // prettier-ignore
    expect(confirm({ status: "active", epoch: 3, filter: "" }, 999)).toBe(false);
    for (const status of ["paused", "left", "rejected", "kicked"] as const)
      expect([150, 250].map((frame) => confirm({ status, joinFrame: 150, leaveFrame: 150 }, frame))).toEqual([false, false]); // prettier-ignore
    for (const status of ["joining", "leaving"] as const) expect(reject(status)).toEqual([false, true, true, false]);
    for (const status of ["active", "paused", "left"] as const) expect(reject(status)).toEqual([false, false, false, false]); // prettier-ignore
  });

  it("are the same as systems plan by", () => {
    const [byEpoch, byFrames] = [{ rules: { ...epochs, epochFrames: 100 }, history: { enrolment } }, { rules: frames, history: { enrolment } }]; // prettier-ignore
    for (const request of ["joining", "leaving"] as const) {
      for (const start of [200, 999, 1000, 2400, 2700, 2999, 3000, 4321]) {
        for (const windows of [byEpoch, byFrames]) {
          const allowed = [...Array(6000).keys()].filter((frame) => mayConfirm(request, start, frame, windows));
          expect(answerOpens(request, start, windows)).toBe(allowed[0]);
          expect(requestLapses(request, start, windows)).toBe(allowed[allowed.length - 1] + 1);
        }
        expect(mayReject(request, start, start, byFrames)).toBe(true);
        expect(mayReject(request, start, start, byEpoch)).toBe(false);
        expect(mayReject(request, start, nextEpochStart(start, byEpoch.rules), byEpoch)).toBe(true);
      }
    }
    expect([0, 1, 99, 100].map((frame) => inEffectFrom(frame, byEpoch.rules))).toEqual([0, 100, 100, 200]);
  });
});

describe("joining again and freshness", () => {
  const attempt = { existingStatus: null, joinFrame: 300_000, leaveFrame: 300_000, frame: 0, kickFrame: 0, changePending: false }; // prettier-ignore
  const gate = (fields: object, lifecycle: "epoch" | "frames", from?: number): boolean =>
    joinGate({ ...attempt, ...fields }, lifecycle, from);

  it("under frames waits for more than 720 frames after a join or leave that nobody answered", () => {
    for (const existingStatus of ["joining", "leaving"] as const) {
      expect(gate({ existingStatus, frame: 300_720 }, "frames")).toBe(false);
      expect(gate({ existingStatus, frame: 300_721 }, "frames")).toBe(true);
    }
    for (const existingStatus of ["active", "paused"] as const)
      expect(gate({ existingStatus, frame: 900_000 }, "frames")).toBe(false);
    const before = { existingStatus: "joining", joinFrame: 255_839, frame: 900_000 };
    expect([gate(before, "frames"), gate({ ...before, joinFrame: 255_840 }, "frames")]).toEqual([false, true]);
    expect(gate(before, "frames", 0)).toBe(true);
  });

  it("keeps a join fresh for ten frames", () => {
    expect([isFreshJoin(100, 110), isFreshJoin(100, 111)]).toEqual([true, false]);
  });
});

describe("idleness and membership", () => {
  const watched = { status: "active", filter: "ab", lastActive: 100 } as const;

  it("counts frames since the last activity but those that a halt excuses", () => {
    expect(idleFrames(watched, context({}))).toBe(900);
    expect(idleFrames(watched, context({ haltDurationOf: () => 850 }))).toBe(50);
    expect(idleFrames(watched, context({ haltDurationOf: () => "max" }))).toBe(0);
    expect(idleFrames(watched, context({ countFrom: 700 }))).toBe(300);
    expect([inactivityStart("epoch"), inactivityStart("frames")]).toEqual([674_000, 0]);
  });

  it("follows the stored status but for effective committees under epochs", () => {
    const switches = [
      ["raw", "epoch", true],
      ["raw", "frames", true],
      ["effective", "frames", true],
      ["effective", "epoch", false],
    ] as const;
    for (const [committeeMembership, lifecycle, stored] of switches)
      expect(followsStoredStatus({ committeeMembership, lifecycle })).toBe(stored);
    const deferred: Allocation = { ...none, status: "active", joinConfirmFrame: 150, epoch: 2 };
    const leaving: Allocation = { ...none, status: "leaving", leaveFrame: 150 };
    expect([committee(deferred, "raw"), committee(deferred, "effective")]).toEqual([true, false]);
    expect([committee(leaving, "raw"), committee(leaving, "effective")]).toEqual([false, true]);
    expect([covers(deferred, "epoch", 199), covers(deferred, "epoch", 200), covers(deferred, "frames", 199)]).toEqual([false, true, true]); // prettier-ignore
    expect([covers(leaving, "epoch", 199), covers(leaving, "frames", 199)]).toEqual([false, false]);
  });
});

describe("rules asked by hand", () => {
  it("need what decides, and say what is missing", () => {
    const rejoin = { joinFrame: 300_000, frame: 300_721, kickFrame: 0 };
    expect(() => ask("lifecycle.joinGate", { ...rejoin, existingStatus: "leaving" })).toThrow("leaveFrame decides");
    expect(ask("lifecycle.joinGate", { ...rejoin, existingStatus: "leaving" }, epochs)).toBe("ok");
    expect(ask("lifecycle.joinGate", { ...rejoin, existingStatus: "joining" })).toBe("ok");
    const leaving = { ...rejoin, existingStatus: "leaving", leaveFrame: 300_001 };
    expect([ask("lifecycle.joinGate", leaving), ask("lifecycle.joinGate", { ...leaving, frame: 300_722 })]).toEqual(["error", "ok"]); // prettier-ignore
    for (const fields of [
      { filters: 1, frame: 1 },
      { filters: 1, requestFrame: 1 },
      {},
      { frame: 1 },
      { requestFrame: 1 },
    ])
      expect(() => ask("lifecycle.joinFreshness", fields)).toThrow(/filters: give/);
    for (const [filters, valid] of [
      [0, false],
      [1, true],
      [100, true],
      [101, false],
    ] as const)
      // prettier-ignore
      expect(ask("lifecycle.joinFreshness", { filters })).toEqual({ proofBytes: 516 * filters, valid });
    for (const fields of [{ frame: 1 }, { status: "joining", frame: 1 }, { startFrame: 1, frame: 1 }])
      expect(() => ask("lifecycle.confirmTiming", fields)).toThrow("give one or the other");
  });

  it("take an allocation or its request alone, for the same answer", () => {
    for (const [rules, frame, answer] of [
      [frames, 5360, "ok"],
      [frames, 5359, "error"],
      [epochs, 5040, "ok"],
      [epochs, 5039, "error"],
    ] as const) {
      for (const status of ["joining", "leaving"] as const) {
        const allocation = { ...none, status, ...(status === "joining" ? { joinFrame: 5000, leaveFrame: 1 } : { joinFrame: 1, leaveFrame: 5000 }) }; // prettier-ignore
        expect(ask("lifecycle.confirmTiming", { allocation, frame }, rules)).toBe(answer);
        expect(ask("lifecycle.confirmTiming", { status, startFrame: 5000, frame }, rules)).toBe(answer);
        expect(ask("lifecycle.rejectTiming", { allocation, frame: 5000 }, rules)).toBe(
          rules === frames ? "ok" : "error",
        );
      }
    }
    expect(ask("lifecycle.confirmTiming", { status: "active", startFrame: 5000, frame: 5100 }, epochs)).toBe("ok");
  });
});
