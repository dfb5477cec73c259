/** Rings of 2.0 and their members: who sits where, who proves, and whose wish to come or go waits. */
import { Table } from "../../../sim/table/table.js";
import type { V20Member } from "../../protocol/ring/v20-fill.js";

/** A node in a ring; seniority and last frame are read as they stand in the frame that is being stepped. */
export interface RingMember extends V20Member {
  readonly prover: number;
}

/** A row a ring, the innermost first; those beyond `depth` are empty. */
export class V20Rings extends Table {
  /** Members in the order in which they sit. */
  members = this.lists("prover");
  /** Cores of the members: those that send proofs, and all. */
  presentCores = this.f64("cores");
  allCores = this.f64("cores");
  /** Present cores as the log has them. */
  loggedCores = this.f64("cores");
  /** Rings that have members. */
  depth = this.figure("rings");

  add(): void {
    this.addRow();
  }
}

/** A row a prover. */
export class V20Members extends Table {
  /** First frame whose proof is not counted in its seniority yet; −1 while it sends none. */
  uncounted = this.f64("frame", -1);
  /** First frame whose proof the log has not told yet. */
  unlogged = this.f64("frame");
  /** The latest change of rings in which it had a position; 0: none. */
  assignedIn = this.f64("changes");
  /** Changes of rings so far. */
  changes = this.figure("changes");
  /** Nodes that want to join, in order of their wish, and members that leave. */
  readonly joining = this.sequence("prover");
  readonly leaving = this.sequence("prover");
  /** Whose joins waited when the latest frame had ended. */
  readonly waiting = this.sequence("prover");
  /** Members as the rule sees them, made when first asked for: they read everything from the tables. */
  readonly #seen: RingMember[] = [];

  /** Row of a prover, from its first appearance on. */
  add(prover: number): void {
    this.reach(prover);
  }

  /** Asking twice gives the same object. */
  seenAs(prover: number, make: (prover: number) => RingMember): RingMember {
    return (this.#seen[prover] ??= make(prover));
  }
}
