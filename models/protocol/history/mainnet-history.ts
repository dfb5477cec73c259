/** Dates of mainnet, in frames: they apply where a scenario counts mainnet's frames, and nowhere else. */
import { type GraceExtension, mainnetGraceExtension } from "../coverage/streak.js";
import { mainnetInactivityStart } from "../lifecycle/eviction.js";
import { type EnrolmentFrames, mainnetEnrolment } from "../lifecycle/windows.js";

export interface MainnetHistory {
  readonly enrolment: EnrolmentFrames | null;
  readonly graceExtension: GraceExtension | null;
  /** Frame from which idleness counts under epochs. */
  readonly inactivityStart: number;
  /** First frame in which anybody is evicted under epochs. */
  readonly firstEviction: number;
}

/** What applies to a network with mainnet's frame numbers, or with its own. Source: protocol.md 6.2, 7.1, 8.4 (node). */
export function historyOf(history: "none" | "mainnet"): MainnetHistory {
  if (history === "none") return { enrolment: null, graceExtension: null, inactivityStart: 0, firstEviction: 0 };
  return {
    enrolment: mainnetEnrolment,
    graceExtension: mainnetGraceExtension,
    inactivityStart: mainnetInactivityStart,
    firstEviction: 674_570,
  };
}
