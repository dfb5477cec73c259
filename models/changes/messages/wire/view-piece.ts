/** Views of several shards in stretches of frames, as a piece of work that any thread can do. */
import type { DurationUs } from "../../../../sim/units/quantity-types.js";
import {
  type Distances,
  heardByVoters,
  type HeardRound,
  type ViewDraws,
  type ViewOutcome,
  viewOutcome,
  type VotingShard,
} from "./view-outcome.js";

/** Frames of a shard that stays as it is. */
export interface ShardStretch {
  readonly shard: VotingShard;
  readonly from: number;
  /** First frame that no late view from before overlaps. */
  readonly freeFrom: number;
  /** By frame, from `from` on: the voter that leads it; −1: it is not asked for. */
  readonly leaders: Int32Array;
}

export interface ViewPiece {
  readonly stretches: readonly ShardStretch[];
  /** By frame, from the first of the piece on; null: faults are on, and it is not asked for. */
  readonly firstFrame: number;
  readonly rounds: readonly (HeardRound | null)[];
  readonly distances: Distances;
  readonly paceUs: DurationUs;
}

/** Works out views of several pieces, on whatever threads there are; answers in the order of the pieces. */
export interface ViewWork {
  /** Whether there are other threads than this one. */
  readonly isShared: boolean;
  views(pieces: readonly ViewPiece[]): readonly (readonly PackedOutcomes[])[];
}

/** Of a stretch, frame by frame: frames lost, how many votes are late, and whose. Of a frame that was not worked out: `notAsked` alone. */
export type PackedOutcomes = Int32Array;
const notAsked = -1;

/** Of each stretch. Frames that a late view overlaps are not worked out, since nothing comes of them. */
export function outcomesOf(
  draws: ViewDraws,
  { stretches, firstFrame, rounds, distances, paceUs }: ViewPiece,
): readonly PackedOutcomes[] {
  const by = { distances, draws };
  return stretches.map(({ shard, from, freeFrom, leaders }) => {
    const packed: number[] = [];
    let next = freeFrom;
    for (const [k, leader] of leaders.entries()) {
      const frame = from + k;
      const round = rounds[frame - firstFrame];
      if (leader < 0 || round === null || frame < next) {
        packed.push(notAsked);
        continue;
      }
      const heardUs = heardByVoters(shard.voters, { ...round, frame }, by);
      const { lostFrames, late } = viewOutcome(shard, { frame, leader, heardUs, paceUs }, by);
      packed.push(lostFrames, late.length);
      for (const voter of late) packed.push(voter);
      if (lostFrames > 0) next = frame + lostFrames;
    }
    return Int32Array.from(packed);
  });
}

/** By frame; undefined: it was not worked out. */
export function unpackOutcomes(packed: PackedOutcomes): readonly (ViewOutcome | undefined)[] {
  const outcomes: (ViewOutcome | undefined)[] = [];
  for (let at = 0; at < packed.length;) {
    const lostFrames = packed[at++];
    if (lostFrames === notAsked) {
      outcomes.push(undefined);
      continue;
    }
    const count = packed[at++];
    outcomes.push({ lostFrames, late: Array.from(packed.subarray(at, at + count)) });
    at += count;
  }
  return outcomes;
}
