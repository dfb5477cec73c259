/** Committees that stay until they hand over (`committeeSession: on`): who serves a shard whatever has become of its allocations. */
import { isHandoffLook, nextHandoffLook } from "../../protocol/consensus/committee-session.js";
import type { AuditedAllocation, AuditedShard } from "./audited.js";
import type { Books } from "./books.js";

/** What a frame finds of a shard: who belongs in its committee, from which frame on that would count, and whether it is looked at. */
export interface FoundCommittee {
  readonly belonging: readonly AuditedAllocation[];
  readonly since: number;
}

/** Who serves a shard from `since` on: those who belong in its committee, or those who did when it was last sealed. */
export function servingOf(
  books: Books,
  shard: AuditedShard,
  { belonging, since }: FoundCommittee,
): readonly AuditedAllocation[] {
  if (books.rules.committeeSession === "off" || !shard.live) {
    shard.sealed = null;
    return belonging;
  }
  const { sealed } = shard;
  if (sealed === null) {
    seal(shard, belonging, shard.saidSession);
    return belonging;
  }
  const now = new Set(belonging);
  const isSame = sealed.members.length === now.size && sealed.members.every((member) => now.has(member));
  if (isSame) return sealed.members;
  // What the end of a frame changes is looked at with a later one.
  if (since === books.frame && isHandoffLook(since)) {
    seal(shard, belonging, sealed.session + 1);
    return belonging;
  }
  const next = nextHandoffLook(books.frame);
  const due = books.handoffs.get(next) ?? new Set();
  books.handoffs.set(next, due.add(shard));
  return sealed.members;
}

/** The committee of the shard stays from now on, unless that is nobody. */
export function seal(shard: AuditedShard, members: readonly AuditedAllocation[], session: number): void {
  shard.sealed = members.length === 0 ? null : { session, members, hasRings: false };
  if (members.length === 0) shard.saidSession = session;
}

/** Whether it may still be put into another order: rings are those of the first frame that the session makes. */
export const hasRings = ({ sealed }: AuditedShard): boolean => sealed?.hasRings === true;

/** Its rings have been worked out, and it makes frames in them or not. */
export function noteRings(shard: AuditedShard, makesFrames: boolean): void {
  const { sealed, committee } = shard;
  if (sealed !== null) shard.sealed = { ...sealed, members: committee, hasRings: sealed.hasRings || makesFrames };
}

/** Every handoff, and no other, was told. */
export function checkHandoffs({ findings }: Books, shard: AuditedShard): void {
  const session = shard.sealed?.session ?? shard.saidSession;
  if (session !== shard.saidSession)
    findings.add(
      "consensus.committeeSession",
      { shard: shard.shard },
      `session ${session}`,
      `session ${shard.saidSession}`,
    );
}
