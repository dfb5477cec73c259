import type { RuleSwitches } from "../ground/rule-sets.js";
import { type StoredStatus, isGone } from "./status.js";

/** What its prover or the network does with an existing allocation. */
export const operations = ["pause", "resume", "leave", "confirm", "reject"] as const;
export type Operation = (typeof operations)[number];

/**
 * Status after an operation, or null where it is an error. Confirming an active allocation (re-confirmation) exists only
 * under epochs; a confirmed leave stays `leaving` until the epoch ends there, and ends at once under frames. Stored
 * status 4 is answered as `left`. Windows are not looked at: see `windows.ts`.
 * Source: protocol.md `lifecycle.transition` (node).
 */
export function transition(
  status: StoredStatus,
  operation: Operation,
  lifecycle: RuleSwitches["lifecycle"],
): StoredStatus | null {
  switch (operation) {
    case "pause":
      return status === "active" ? "paused" : null;
    case "resume":
      return status === "paused" ? "active" : null;
    case "leave":
      return status === "active" || status === "paused" ? "leaving" : null;
    case "reject":
      return status === "joining" ? "left" : status === "leaving" ? "active" : null;
    case "confirm":
      return confirmed(status, lifecycle === "epoch");
  }
}

function confirmed(status: StoredStatus, underEpochs: boolean): StoredStatus | null {
  if (status === "joining") return "active";
  if (status === "active") return underEpochs ? "active" : null;
  if (status === "leaving") return underEpochs ? "leaving" : "left";
  return null;
}

/** What a prover's existing allocation says about a new join on the same filter. */
export interface JoinAttempt {
  /** Stored status of its allocation on the filter; null when there is none. */
  readonly existingStatus: StoredStatus | null;
  readonly joinFrame: number;
  readonly leaveFrame: number;
  readonly frame: number;
  /** Frame at which the prover was kicked or evicted; 0 = never. */
  readonly kickFrame: number;
  /** Whether the shard is about to split or merge. */
  readonly changePending: boolean;
  /** Whether the filter has left the grid, by a split, a merge or a new grid. */
  readonly isRetired?: boolean;
}

/** Frames after which an unanswered request no longer blocks a new join. */
const requestFrames = 720;
/** Under frames only joins from here on can lapse (mainnet); earlier ones belong to the enrolment. */
const firstLapsingJoin = 255_840;

/**
 * Whether a join is accepted. Never for a prover that was kicked; never twice on one filter, until the earlier
 * request has lapsed (epochs: 720 frames after the join, also while active; frames: only if it never was answered).
 * Under epochs also not while the shard has a split or merge pending; never on a filter that has left the grid.
 * Source: protocol.md `lifecycle.joinGate` (node go: global_prover_join.go, rs: verify.rs).
 */
export function joinGate(
  { existingStatus, joinFrame, leaveFrame, frame, kickFrame, changePending, isRetired = false }: JoinAttempt,
  lifecycle: RuleSwitches["lifecycle"],
  lapsingFrom = firstLapsingJoin,
): boolean {
  if (kickFrame !== 0 || isRetired) return false;
  if (lifecycle === "epoch" && changePending) return false;
  if (existingStatus === null || isGone(existingStatus)) return true;
  if (lifecycle === "epoch") return frame >= joinFrame + requestFrames;
  if (existingStatus === "joining") return joinFrame >= lapsingFrom && frame > joinFrame + requestFrames;
  return existingStatus === "leaving" && frame > leaveFrame + requestFrames;
}

/**
 * Whether one filter that is refused refuses the whole join: in October, where filters are retired (assumption: together with
 * deals or sibling merges). Before, a join took effect on the filters that were free to be joined.
 * Source: protocol.md `lifecycle.joinGate` (node).
 */
export const refusesWholeJoins = ({
  splitMembership,
  mergeRule,
}: Pick<RuleSwitches, "splitMembership" | "mergeRule">): boolean =>
  splitMembership === "roundRobin" || mergeRule === "siblings";

/** Filters in one join message, at most; also the most answers that one message carries. */
export const filtersPerMessage = 100;
/** Bytes of the proof that comes with each filter of a join, where joins are proven. */
export const joinProofBytes = 516;

/** Bytes of all proofs of a join: none where joins carry none. */
export function joinProofsBytes(filters: number, { joinProof }: Pick<RuleSwitches, "joinProof">): number {
  return joinProof === "vdf" ? joinProofBytes * filters : 0;
}
/** Frames that a join request stays fresh. */
const freshFrames = 10;

/** Whether a join made at `requestFrame` is fresh enough at `frame`. Source: protocol.md `lifecycle.joinFreshness` (node). */
export function isFreshJoin(requestFrame: number, frame: number): boolean {
  return requestFrame + freshFrames >= frame;
}

/** Whether a prover may leave a shard on which `otherActive` others would stay. Source: protocol.md `lifecycle.leaveConfirmGate` (node rs); frames have no such gate. */
export function leaveConfirmGate(
  otherActive: number,
  { lifecycle, haltThreshold }: Pick<RuleSwitches, "lifecycle" | "haltThreshold">,
): boolean {
  return lifecycle !== "epoch" || otherActive > haltThreshold + 1;
}

/** What a gate counts of the shard that a prover asks to leave. */
export interface LeftShard {
  /** Provers on it that are active by stored status; the asker, which is leaving, is none of them. */
  readonly otherActive: number;
  /** Effective Active and those that leave, the asker among them. */
  readonly committee: number;
  readonly isSplitAway: boolean;
}

/** Whether the confirmation of a leave is accepted, by the gate in force. Source: protocol.md `lifecycle.leaveConfirmGate`. */
export function mayLeave(
  { otherActive, committee, isSplitAway }: LeftShard,
  rules: Pick<RuleSwitches, "leaveGate" | "lifecycle" | "haltThreshold">,
): boolean {
  switch (rules.leaveGate) {
    case "off":
      return true;
    case "committee":
      return committeeLeaveGate(committee, isSplitAway, rules);
    case "otherActive":
      return leaveConfirmGate(otherActive, rules);
  }
}

/**
 * The same where the gate counts the shard's committee, the asker and every other member still serving notice included; open once
 * the shard was split away. All five of a committee of five may still go in one epoch.
 * Source: protocol.md `lifecycle.leaveConfirmGate` (node N:quil-execution/src/prover_registry.rs).
 */
function committeeLeaveGate(
  committee: number,
  isSplitAway: boolean,
  { haltThreshold }: Pick<RuleSwitches, "haltThreshold">,
): boolean {
  return isSplitAway || committee > haltThreshold + 1;
}
