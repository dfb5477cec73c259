import type { RuleSwitches } from "../ground/rule-sets.js";
import { effectiveStatus } from "./effective-status.js";
import type { Allocation, StoredStatus } from "./status.js";

type MembershipSwitches = Pick<RuleSwitches, "committeeMembership" | "lifecycle">;

/** Whether committees follow the stored status (the node), not the effective one (the published intention). */
export function followsStoredStatus({ committeeMembership, lifecycle }: MembershipSwitches): boolean {
  return committeeMembership === "raw" || lifecycle !== "epoch";
}

/**
 * Whether an allocation counts in its shard's committee, rings and rewards at `frame`. `raw`: its stored status is
 * active, so a confirmed join counts and earns at once, a leaving one is out at once, and one that failed to
 * re-confirm stays. `effective` (epochs): from the epoch after the confirmation of a join to the end of the epoch in
 * which a leave is confirmed. Without epochs both are the same.
 * Source: protocol.md section 6.3 (raw: node rs; effective: its design notes, pages).
 */
export function countsInCommittee(
  allocation: Allocation,
  frame: number,
  rules: MembershipSwitches & Pick<RuleSwitches, "epochFrames">,
): boolean {
  if (followsStoredStatus(rules)) return allocation.status === "active";
  return servesEffectively(effectiveStatus(allocation, frame, rules.epochFrames));
}

/**
 * Whether an allocation covers its shard at `frame`: its effective status is Active. One that is deferred, leaves, is
 * paused or has not been confirmed for this epoch covers nothing. Without epochs the stored status says it.
 * Source: protocol.md `coverage.streak` (node).
 */
export function countsForCoverage(
  allocation: Allocation,
  frame: number,
  { lifecycle, epochFrames }: Pick<RuleSwitches, "lifecycle" | "epochFrames">,
): boolean {
  if (lifecycle !== "epoch") return allocation.status === "active";
  return effectiveStatus(allocation, frame, epochFrames) === "Active";
}

/**
 * Whether committees take a prover whose own status is this: the last that an operation of it wrote, on any shard. `aggregate`: they do not
 * ask for it. `lastOperation` (June's bug): active ones only, so that a join, leave or reject takes a prover out of all its committees.
 * Source: protocol.md section 6.3.
 */
export function servesByOwnStatus(own: StoredStatus, { proverStatus }: Pick<RuleSwitches, "proverStatus">): boolean {
  return proverStatus === "aggregate" || own === "active";
}

/** Whether somebody of that effective status serves in an effective committee: whoever leaves does until the end. */
export function servesEffectively(status: string): boolean {
  return status === "Active" || status === "Leaving";
}
