import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ruleSets } from "../ground/rule-sets.js";
import { epochNumber } from "../clock/epoch.js";
import { effectFrame } from "./epoch.js";
import { effectiveStatus, effectiveStatusFrames } from "./effective-status.js";
import { countsInCommittee } from "./membership.js";
import { type Allocation, effectiveStatuses, statusPredicates, storedStatuses } from "./status.js";
import {
  confirmTimingEpoch,
  confirmTimingFrames,
  mayResume,
  rejectTimingEpoch,
  rejectTimingFrames,
} from "./windows.js";

const epochs = ruleSets["v2.1-epoch"];
const fresh: Allocation = {
  status: "joining",
  filter: "ab",
  joinFrame: 0,
  joinConfirmFrame: 0,
  leaveFrame: 0,
  leaveConfirmFrame: 0,
  epoch: 0,
};
const frames = fc.integer({ min: 1, max: 20_000 });

describe("windows under epochs", () => {
  it("open for a whole epoch, however late in its epoch the request came", () => {
    fc.assert(
      fc.property(frames, (joinFrame) => {
        const joining = { ...fresh, joinFrame };
        const first = (epochNumber(joinFrame, 720) + 1) * 720;
        expect(confirmTimingEpoch(joining, first - 1, 720)).toBe(false);
        expect(confirmTimingEpoch(joining, first, 720)).toBe(true);
        expect(confirmTimingEpoch(joining, first + 719, 720)).toBe(true);
        expect(confirmTimingEpoch(joining, first + 720, 720)).toBe(false);
        expect(effectFrame(joinFrame, 720)).toBe(first + 720);
      }),
      { seed: 1 },
    );
  });

  it("bind rejects as they bind confirmations", () => {
    fc.assert(
      fc.property(frames, frames, (joinFrame, frame) => {
        const mayReject = rejectTimingEpoch({ status: "joining", startFrame: joinFrame }, frame, 720);
        expect(mayReject).toBe(confirmTimingEpoch({ ...fresh, joinFrame }, frame, 720));
      }),
      { seed: 1 },
    );
  });

  it("let an unanswered join lapse exactly when its window has passed", () => {
    fc.assert(
      fc.property(frames, frames, (joinFrame, later) => {
        const joining = { ...fresh, joinFrame };
        const frame = joinFrame + later;
        const isLapsed = effectiveStatus(joining, frame, 720) === "ExpiredJoining";
        expect(isLapsed).toBe(frame >= effectFrame(joinFrame, 720));
      }),
      { seed: 1 },
    );
  });
});

describe("a confirmed join", () => {
  const confirmed: Allocation = { ...fresh, status: "active", joinFrame: 1450, joinConfirmFrame: 2165, epoch: 4 };

  it("counts in the committee at once under raw membership", () => {
    expect(effectiveStatus(confirmed, 2166, 720)).toBe("Joining");
    expect(countsInCommittee(confirmed, 2166, epochs)).toBe(true);
  });

  it("counts from the epoch after its confirmation under effective membership", () => {
    const effective = { ...epochs, committeeMembership: "effective" } as const;
    expect(countsInCommittee(confirmed, 2879, effective)).toBe(false);
    expect(countsInCommittee(confirmed, 2880, effective)).toBe(true);
  });

  it("stays in a raw committee without re-confirming, though it covers nothing", () => {
    const later = 5 * 720;
    expect(effectiveStatus(confirmed, later, 720)).toBe("ExpiredEpoch");
    expect(countsInCommittee(confirmed, later, epochs)).toBe(true);
    expect(countsInCommittee(confirmed, later, { ...epochs, committeeMembership: "effective" })).toBe(false);
  });

  it("drops out at once when it leaves under raw membership, and serves on under effective", () => {
    const leaving: Allocation = { ...confirmed, status: "leaving", leaveFrame: 2900 };
    expect(countsInCommittee(leaving, 2901, epochs)).toBe(false);
    expect(countsInCommittee(leaving, 2901, { ...epochs, committeeMembership: "effective" })).toBe(true);
  });
});

const open = (joined: number, frame: number) => confirmTimingFrames({ status: "joining", startFrame: joined }, frame);

describe("windows under frames", () => {
  it("open from 360 to 720 frames after a request, both included", () => {
    for (const [waited, open] of [
      [359, false],
      [360, true],
      [720, true],
      [721, false],
    ] as const)
      expect(confirmTimingFrames({ status: "leaving", startFrame: 1000 }, 1000 + waited)).toBe(open);
  });

  it("let the enrolment confirm together, from its end to 720 frames after its common start", () => {
    expect(open(244_100, 255_839)).toBe(false);
    expect(open(244_100, 255_840)).toBe(true);
    expect(open(244_100, 256_200)).toBe(true);
    expect(open(244_100, 256_201)).toBe(false);
    expect(open(255_840, 256_199)).toBe(false);
  });

  it("know no enrolment on a synthetic network", () => {
    expect(confirmTimingFrames({ status: "joining", startFrame: 250_000 }, 250_360, null)).toBe(true);
    expect(rejectTimingFrames({ status: "joining", startFrame: 250_000 }, 250_721, null)).toBe(false);
  });

  it("reject from the first frame on, but never before the request", () => {
    expect(rejectTimingFrames({ status: "joining", startFrame: 300_000 }, 300_000)).toBe(true);
    expect(rejectTimingFrames({ status: "joining", startFrame: 300_000 }, 299_999)).toBe(false);
    expect(rejectTimingFrames({ status: "active", startFrame: 300_000 }, 300_001)).toBe(false);
  });

  it("void a join and complete a leave after 720 frames without any message", () => {
    expect(effectiveStatusFrames({ ...fresh, joinFrame: 1000 }, 1720)).toBe("Joining");
    expect(effectiveStatusFrames({ ...fresh, joinFrame: 1000 }, 1721)).toBe("ExpiredJoining");
    expect(effectiveStatusFrames({ ...fresh, status: "leaving", leaveFrame: 1000 }, 1721)).toBe("ExpiredLeaving");
    expect(effectiveStatusFrames({ ...fresh, status: "paused", pauseFrame: 1000 }, 1361)).toBe("ExpiredLeaving");
  });

  it("end a pause after 360 frames, which epochs do not", () => {
    expect(mayResume(361, "frames")).toBe(false);
    expect(mayResume(1_000_000, "epoch")).toBe(true);
  });
});

describe("effective statuses", () => {
  it("are never both live and over", () => {
    for (const name of effectiveStatuses) {
      const { live, allocated, expired, terminal } = statusPredicates(name);
      expect(live && (expired || terminal)).toBe(false);
      expect(allocated && !live).toBe(false);
    }
  });

  it("keep the global committee active without any re-confirmation", () => {
    const archive: Allocation = { ...fresh, status: "active", filter: "" };
    expect(effectiveStatus(archive, 1_000_000, 720)).toBe("Active");
  });

  it("exist for every stored status", () => {
    for (const status of storedStatuses)
      expect(effectiveStatuses).toContain(effectiveStatus({ ...fresh, status }, 1, 720));
  });
});
