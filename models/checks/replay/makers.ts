/** Who makes a shard's frame, where leaders come in turn: worked out from the committee of the moment. */
import { byBytes } from "../../protocol/ground/compare.js";
import { makerInTurn } from "../../protocol/consensus/leader-turns.js";
import type { AuditedProver, AuditedShard } from "./audited.js";

/** The member that makes the frame, which the shard must make; undefined where nobody is present. */
export function makerOf({ committee, sealed }: AuditedShard, frame: number): AuditedProver | undefined {
  const members = committee.map(({ prover }) => prover).toSorted((a, b) => byBytes(a.address, b.address));
  return members[
    makerInTurn(
      frame,
      members.map(({ online }) => online),
      sealed?.session,
    )
  ];
}
