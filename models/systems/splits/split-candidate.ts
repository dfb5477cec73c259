import type { RingCandidate } from "../../protocol/ring/assign.js";
import type { World } from "../../state/world.js";

/** An allocation as the rules of splits see it. A class, since each object with a getter of its own has a hidden class of its own. */
export class SplitCandidate implements RingCandidate {
  readonly joinFrame: number;
  readonly joinConfirmFrame: number;
  readonly seniority: number;
  readonly #provers: World["provers"];
  readonly #prover: number;

  constructor({ allocations, provers }: Pick<World, "allocations" | "provers">, allocation: number) {
    this.#provers = provers;
    this.#prover = allocations.prover[allocation];
    this.joinFrame = allocations.joinFrame[allocation];
    this.joinConfirmFrame = allocations.joinConfirmFrame[allocation];
    this.seniority = provers.seniority[this.#prover];
  }

  /** Read only where nothing else tells two candidates apart, or where it chooses the child. */
  get address(): string {
    return this.#provers.addressHex(this.#prover);
  }
}
