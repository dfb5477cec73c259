/**
 * Evidence of double signing on its way: with the next frame, or, at message fidelity, with any later one or with none, as lines and losses
 * say: the log tells when. Each piece of it arrives once, after a signature that was seen twice, and convicts in the frame in which it arrives.
 */
import type { AuditedProver } from "./audited.js";

export class Evidence {
  readonly #isTold: boolean;
  /** For each that is under way, the first frame that it can arrive in, in the order in which they were signed. */
  readonly #underWay = new Map<AuditedProver, number[]>();
  /** Frame in which some arrived last, where the log tells. */
  readonly #arrived = new Map<AuditedProver, number>();

  constructor({ fidelity }: { readonly fidelity: string }) {
    this.#isTold = fidelity === "message";
  }

  /** The prover signs twice in this frame. */
  send(prover: AuditedProver, frame: number): void {
    const frames = this.#underWay.get(prover);
    if (frames === undefined) this.#underWay.set(prover, [frame + 1]);
    else frames.push(frame + 1);
  }

  /** The log says that some arrives in this frame. Whether any was on its way. */
  arrive(prover: AuditedProver, frame: number): boolean {
    this.#arrived.set(prover, frame);
    const frames = this.#underWay.get(prover) ?? [];
    const k = frames.findIndex((first) => first <= frame);
    if (k >= 0) frames.splice(k, 1);
    return this.#isTold && k >= 0;
  }

  /** Whether some may convict the prover in this frame. */
  convict(prover: AuditedProver, frame: number): boolean {
    if (this.#isTold) return this.#arrived.get(prover) === frame;
    return this.#underWay.get(prover)?.includes(frame) === true;
  }

  /** Whose must have been judged in this frame; it is over with it. */
  takeDue(frame: number): AuditedProver[] {
    const due = this.#isTold
      ? [...this.#arrived.keys()]
      : [...this.#underWay].filter(([, frames]) => frames.includes(frame)).map(([prover]) => prover);
    for (const prover of due) (this.#isTold ? this.#arrived : this.#underWay).delete(prover);
    return due;
  }
}
