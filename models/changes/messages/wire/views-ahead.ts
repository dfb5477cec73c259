/** Views of several shards that are worked out ahead, on several threads, for whoever asks for them one by one. */
import type { FrameVotes, ShardFrames } from "../../../state/late-votes.js";
import type { HeardRound } from "./view-outcome.js";
import { type ShardStretch, unpackOutcomes, type ViewPiece, type ViewWork } from "./view-piece.js";

/** A stretch, and who of the shard votes. */
export interface AskedStretch extends ShardStretch {
  readonly allocations: readonly number[];
}

interface AheadServices {
  readonly work: ViewWork;
  /** A shard as it is now; null: nothing of it is to be worked out ahead. */
  readonly stretchOf: (asked: ShardFrames) => AskedStretch | null;
  readonly roundAt: (frame: number) => HeardRound | null;
  readonly ground: () => Pick<ViewPiece, "distances" | "paceUs">;
}

/** What is worth several threads, and what a piece has, about: votes, a microsecond each. */
const [minVotes, votesPerPiece] = [20_000, 10_000];

export class ViewsAhead {
  readonly #services: AheadServices;
  readonly #known = new Map<number, { readonly from: number; readonly votes: readonly (FrameVotes | undefined)[] }>();

  constructor(services: AheadServices) {
    this.#services = services;
  }

  /** Forgets all that is known, and works these out. */
  workOut(asked: readonly ShardFrames[]): void {
    this.#known.clear();
    const stretches = asked.flatMap((one) => {
      const stretch = this.#services.stretchOf(one);
      return stretch === null ? [] : [{ ...stretch, row: one.shard }];
    });
    const votes = stretches.reduce((sum, { leaders, allocations }) => sum + leaders.length * allocations.length, 0);
    if (votes < minVotes) return;
    const pieces = this.#pieces(stretches);
    const outcomes = this.#services.work.views(pieces).flat();
    for (const [k, { row, from, allocations }] of stretches.entries()) {
      const known = unpackOutcomes(outcomes[k]).map(
        (one) => one && { lostFrames: one.lostFrames, late: one.late.map((voter) => allocations[voter]) },
      );
      this.#known.set(row, { from, votes: known });
    }
  }

  /** Undefined: it is not known. */
  at(shard: number, frame: number): FrameVotes | undefined {
    const known = this.#known.get(shard);
    return known?.votes[frame - known.from];
  }

  /** In the order of the stretches. */
  #pieces(stretches: readonly AskedStretch[]): readonly ViewPiece[] {
    const { ground, roundAt } = this.#services;
    const firstFrame = stretches.reduce((least, { from }) => Math.min(least, from), Infinity);
    const end = stretches.reduce((most, { from, leaders }) => Math.max(most, from + leaders.length), firstFrame);
    const rounds = Array.from({ length: end - firstFrame }, (_, k) => roundAt(firstFrame + k));
    const same = { firstFrame, rounds, ...ground() };
    const pieces: ShardStretch[][] = [];
    let votes = votesPerPiece;
    for (const { shard, from, freeFrom, leaders, allocations } of stretches) {
      if (votes >= votesPerPiece) {
        pieces.push([]);
        votes = 0;
      }
      pieces[pieces.length - 1].push({ shard, from, freeFrom, leaders });
      votes += leaders.length * allocations.length;
    }
    return pieces.map((some) => ({ stretches: some, ...same }));
  }
}
