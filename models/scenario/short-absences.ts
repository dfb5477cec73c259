/**
 * Absences of nodes that nobody follows one by one: of the frames that a shard made, in how many a node was away is reckoned, and not
 * drawn. Those of a node lie as evenly as whole frames can, and those of two nodes apart by their addresses:
 *
 * ```
 *   away in the first n frames of a shard:  ⌊(n × share + offset) / 2²⁰⌋          share and offset in parts of 2²⁰
 * ```
 *
 * So what comes out does not depend on where a stretch of frames is cut, nothing is remembered, and all is whole frames.
 */
import { newlyAwayShare, outageTimes } from "./fidelity.js";
import type { OperatorClass, Scenario } from "./schema.js";

const parts = 2 ** 20;

/** A class as it was when something was reckoned of it last. */
interface Reckoned extends Pick<OperatorClass, "uptime" | "outage"> {
  readonly share: number;
}

/** The same of those who have been away for no more than `most` frames. */
interface ReckonedNew extends Reckoned {
  readonly most: number;
}

/** One for all of a network, of a scenario whose timeline may change how often its nodes are away. */
export class ShortAbsences {
  readonly #scenario: Pick<Scenario, "fidelity" | "frames" | "operators">;
  /** By class, memoised. */
  readonly #reckoned: Reckoned[] = [];
  readonly #newly: ReckonedNew[] = [];
  readonly #shares: number[] = [];
  /** Frames that each shard had made when those of all its members were reckoned last: nothing is to be reckoned again until it makes more. */
  readonly #takenOff: number[] = [];

  constructor(scenario: Pick<Scenario, "fidelity" | "frames" | "operators">) {
    this.#scenario = scenario;
  }

  /**
   * In how many frames of a shard, after its first `from` up to its first `until`, a node of the class is away whose prover's address
   * begins with these four bytes.
   */
  between(classIndex: number, addressWord: number, from: number, until: number): number {
    return this.away(this.#shareOf(classIndex), addressWord, from, until);
  }

  /** The same of a share, as `shares` has it. */
  away(share: number, addressWord: number, from: number, until: number): number {
    if (share === 0) return 0;
    // The rest of a division by `parts`, of whole numbers of 32 bits.
    const offset = addressWord & (parts - 1);
    return Math.floor((until * share + offset) / parts) - Math.floor((from * share + offset) / parts);
  }

  /** By class, the share of frames in which a node is away as it is now; valid until anything else happens. */
  shares(): readonly number[] {
    for (let classIndex = 0; classIndex < this.#scenario.operators.length; classIndex++)
      this.#shares[classIndex] = this.#shareOf(classIndex);
    return this.#shares;
  }

  /** Of how many frames a node of the class is away in one, and has been for no more than `most`. */
  newlyAway(classIndex: number, most: number): number {
    const entry = this.#scenario.operators[classIndex];
    const last: ReckonedNew | undefined = this.#newly[classIndex];
    if (isOf(last, entry) && last.most === most) return last.share;
    const share = newlyAwayShare(this.#scenario, entry, most);
    this.#newly[classIndex] = { uptime: entry.uptime, outage: entry.outage, most, share };
    return share;
  }

  isTakenOff(shard: number, made: number): boolean {
    while (this.#takenOff.length <= shard) this.#takenOff.push(-1);
    if (this.#takenOff[shard] === made) return true;
    this.#takenOff[shard] = made;
    return false;
  }

  #shareOf(classIndex: number): number {
    const entry = this.#scenario.operators[classIndex];
    const last: Reckoned | undefined = this.#reckoned[classIndex];
    if (isOf(last, entry)) return last.share;
    const share = Math.round(outageTimes(this.#scenario, entry).shortShare * parts);
    this.#reckoned[classIndex] = { uptime: entry.uptime, outage: entry.outage, share };
    return share;
  }
}

const isOf = <R extends Reckoned>(last: R | undefined, { uptime, outage }: OperatorClass): last is R =>
  last?.uptime === uptime && last.outage === outage;
