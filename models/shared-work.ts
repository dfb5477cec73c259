/** Pure work of a run, on as many threads as pay. */
import { HelperTeam } from "../sim/parallel/helper-team.js";
import type { PackedOutcomes, ViewPiece } from "./changes/messages/wire/view-piece.js";
import type { LotPiece, LowLots } from "./changes/lots/low-lots.js";
import type { PureWork } from "./changes/network.js";
import { type Answer, createHelper, type HelperSetup, type Piece } from "./helper.js";

/** In the form in which this module runs: TypeScript, or compiled. */
const module = new URL(import.meta.url.endsWith(".ts") ? "helper.ts" : "helper.js", import.meta.url);

export interface SharedWork extends PureWork {
  /** How many other threads are there by now, and how many pieces they have worked out. */
  readonly helpersThere: number;
  readonly helped: number;
  /** Ends all threads but this one. */
  end(): void;
}

/** On so many threads, this one among them. */
export const shareWork = (setup: HelperSetup, threads: number): SharedWork => new TeamWork(setup, threads);

class TeamWork implements SharedWork {
  readonly isShared: boolean;
  readonly #team: HelperTeam<HelperSetup, Piece, Answer>;

  constructor(setup: HelperSetup, threads: number) {
    this.isShared = threads > 1;
    this.#team = new HelperTeam({ module, setup, createHelper, helpers: threads - 1 });
  }

  lots(pieces: readonly LotPiece[]): readonly (readonly LowLots[])[] {
    return this.#team.all(pieces.map((piece) => ({ kind: "lots", piece }))) as readonly (readonly LowLots[])[];
  }

  views(pieces: readonly ViewPiece[]): readonly (readonly PackedOutcomes[])[] {
    return this.#team.all(pieces.map((piece) => ({ kind: "views", piece }))) as readonly (readonly PackedOutcomes[])[];
  }

  get helpersThere(): number {
    return this.#team.helpersThere;
  }

  get helped(): number {
    return this.#team.helped;
  }

  end(): void {
    this.#team.end();
  }
}
