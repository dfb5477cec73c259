/** The auditor's own books of the rings of 2.0: who sits where, who wants in or out, and what each ring was paid. */
import type { V20Member, V20Rings } from "../../../protocol/ring/v20-fill.js";
import type { AuditedProver } from "../audited.js";
import { Books } from "../books.js";
import type { WrittenRun } from "../written-run.js";

/** A node in a ring. */
export interface AuditedMember extends V20Member {
  readonly prover: AuditedProver;
  lastFrame: number;
  /** First frame of whose proofs the log has said nothing yet; −1: it sends none. */
  untold: number;
}

/** What the log says of a ring: cores at work, and what each of them earns in a frame. */
export interface ToldRing {
  cores: number;
  units: number;
}

/** By prover and phrase: the rule that decided, and the figure that goes with it. */
export type Standings = Map<string, Standing>;

export interface Standing {
  readonly prover: AuditedProver;
  readonly rule: string;
  readonly what: string;
  readonly value: number;
}

export class RingBooks {
  readonly books: Books;
  rings: V20Rings<AuditedMember> = [];
  readonly members = new Map<AuditedProver, AuditedMember>();
  /** Nodes whose join waits, and members that leave with this frame. */
  readonly asking = new Set<AuditedProver>();
  readonly leaving = new Set<AuditedProver>();
  /** Nodes that came back in this frame and have to ask for an allocation; whoever asks is taken off. */
  readonly owing = new Set<AuditedProver>();
  /** Frames before this one are paid. */
  paidUntil: number;
  /** Units that one core has earned since the start, of each ring that ever had somebody. */
  readonly coreUnits: bigint[] = [];
  readonly #toldRings: ToldRing[] = [];
  /** The latest frame in which rings changed; what cores earn is that of the frame after it. */
  changedIn = 0;
  /** What the rows of the frame say of members, and what the rules say of them. */
  readonly told: Standings = new Map();

  constructor({ scenario, provers }: WrittenRun) {
    this.books = new Books(scenario, provers);
    this.paidUntil = scenario.frames.first + 1;
  }

  toldOfRing(ring: number): ToldRing {
    while (this.#toldRings.length <= ring) this.#toldRings.push({ cores: 0, units: 0 });
    return this.#toldRings[ring];
  }

  /** Rings that there are, or of which the log has said anything. */
  get ringCount(): number {
    return Math.max(this.rings.length, this.#toldRings.length);
  }

  /** Whoever sits in a ring, or waits to, is a member from its join on. */
  enter(prover: AuditedProver, frame: number): AuditedMember {
    const member: AuditedMember = {
      prover,
      address: prover.address,
      get seniority() {
        return prover.seniority;
      },
      lastFrame: frame,
      untold: frame + 1,
    };
    this.members.set(prover, member);
    return member;
  }
}
