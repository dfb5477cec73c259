/**
 * Evidence of double signing on its way: with the next frame, or, at message fidelity, with any later one or with none, as lines and losses
 * say. Nobody is convicted without a signature that was seen twice before, and each convicts once.
 */
import type { AuditedProver } from "./books.js";

export class Evidence {
  readonly #mayBeLate: boolean;
  /** For each that is under way, the first frame that it can arrive in, in the order in which they were signed. */
  readonly #underWay = new Map<AuditedProver, number[]>();

  constructor({ fidelity }: { readonly fidelity: string }) {
    this.#mayBeLate = fidelity === "message";
  }

  /** The prover signs twice in this frame. */
  send(prover: AuditedProver, frame: number): void {
    const frames = this.#underWay.get(prover);
    if (frames === undefined) this.#underWay.set(prover, [frame + 1]);
    else frames.push(frame + 1);
  }

  /** Whether some may convict the prover in this frame; it does so but once. */
  convict(prover: AuditedProver, frame: number): boolean {
    const frames = this.#underWay.get(prover) ?? [];
    const k = frames.findIndex((first) => (this.#mayBeLate ? first <= frame : first === frame));
    if (k < 0) return false;
    if (this.#mayBeLate) frames.splice(k, 1);
    return true;
  }

  /** Whose must have been judged in this frame; it is over with it. */
  takeDue(frame: number): AuditedProver[] {
    if (this.#mayBeLate) return [];
    const due = [...this.#underWay].filter(([, frames]) => frames.includes(frame)).map(([prover]) => prover);
    for (const prover of due) this.#underWay.delete(prover);
    return due;
  }
}
