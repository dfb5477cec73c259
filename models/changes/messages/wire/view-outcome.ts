/**
 * What comes of frames of a shard, worked out from plain numbers: who votes, under which names, over which lines. Nothing of the world is
 * read, so that a view is the same whoever works it out, and any thread can.
 */
import { exponentialAt } from "../../../../sim/random/distributions/inverse.js";
import type { Purpose } from "../../../../sim/random/stream.js";
import type { Bytes, DurationUs } from "../../../../sim/units/quantity-types.js";
import { lateVotes } from "../../../protocol/consensus/credited-signers.js";
import { simplexTimeouts } from "../../../protocol/consensus/simplex.js";
import type { ShardMessageBytes } from "../../../protocol/transport/flows.js";
import { type PollQueue, pollWaitUs } from "./poll-queue.js";
import { viewTimes } from "./shard-view.js";

const { fetchMs, leaderMs } = simplexTimeouts(0);
/** What fetching a message takes that was lost. */
export const fetchUs: DurationUs = fetchMs * 1000;
/** Draws of a member in a frame: of each round, of a message to it and one from it. */
const draw = { perFrame: 16, perRound: 6, wait: 0, jitter: 1, loss: 2, back: 3 } as const;

/** Those who vote, a place each in all of these. */
export interface Voters {
  /** Two words each: under which a voter draws what happens to messages of this shard, and when it polls. */
  readonly wayNames: Uint32Array;
  readonly pollNames: Uint32Array;
  readonly region: Int32Array;
  readonly accessUs: Float64Array;
  readonly uploadBitsPerS: Float64Array;
  readonly downloadBitsPerS: Float64Array;
  readonly lossShare: Float64Array;
  /** In [0, 1): which of the archives it asks. */
  readonly archiveLot: Float64Array;
  /** How long its lines are busy with a round. */
  readonly busyUs: Float64Array;
  /** From when it has its frame, as the leader, until the archives do. */
  readonly submitUs: Float64Array;
}

export interface VotingShard {
  readonly sizes: ShardMessageBytes;
  readonly rounds: number;
  readonly quorum: number;
  readonly copies: number;
  /** How many of the first votes a frame credits; null: all that come in time. */
  readonly credited: number | null;
  readonly voters: Voters;
}

/** When nodes can hear of a frame; of frames in which no faults are on. */
export interface HeardRound {
  /** By archive: from the frame's moment until it has the frame. */
  readonly roundUs: readonly DurationUs[];
  readonly queue: PollQueue;
  readonly bytes: Bytes;
}

/** Where archives are, and how far regions are from each other. */
export interface Distances {
  /** Between regions, `from · count + to`. */
  readonly latencyUs: Int32Array;
  readonly regionCount: number;
  /** Mean of what is added to a latency. */
  readonly jitterUs: DurationUs;
  readonly archiveRegion: readonly number[];
  readonly archiveAccessUs: readonly DurationUs[];
}

/** A frame as voters hear it; those are numbered as in `Voters`. */
export interface VotedFrame {
  readonly frame: number;
  readonly leader: number;
  /** By voter, from the frame's moment; `Infinity`: it does not hear of it. */
  readonly heardUs: readonly DurationUs[];
  /** From one frame to the next. */
  readonly paceUs: DurationUs;
}

/** What faults add. */
export interface FaultyWays {
  readonly addedUs: (from: number, to: number, sentUs: DurationUs) => DurationUs;
  readonly submittedUs: (finalUs: DurationUs) => DurationUs;
}

/** As `FrameVotes`, by numbers of voters. */
export interface ViewOutcome {
  readonly lostFrames: number;
  readonly late: readonly number[];
}

const noLate: readonly number[] = [];
const inTime: ViewOutcome = { lostFrames: 0, late: noLate };

/** The streams "way of a vote" and "poll of a frame". */
export interface ViewDraws {
  readonly ways: Purpose;
  readonly polls: Purpose;
}

/** By voter: from the moment of a frame until it has heard of it. */
export function heardByVoters(
  { pollNames, region, accessUs, downloadBitsPerS, archiveLot }: Voters,
  { frame, roundUs, queue, bytes }: HeardRound & { readonly frame: number },
  { distances, draws }: { readonly distances: Distances; readonly draws: Pick<ViewDraws, "polls"> },
): readonly DurationUs[] {
  const { latencyUs, regionCount, jitterUs, archiveRegion, archiveAccessUs } = distances;
  return Array.from(region, (to, voter) => {
    const archive = Math.floor(archiveLot[voter] * roundUs.length);
    const u = draws.polls.pairUniform(pollNames[2 * voter], pollNames[2 * voter + 1], frame);
    const between = latencyUs[archiveRegion[archive] * regionCount + to];
    const wayUs = between + archiveAccessUs[archive] + accessUs[voter] + jitterUs;
    const waitUs = pollWaitUs({ queue, bytes, downloadBitsPerS: downloadBitsPerS[voter], u });
    return roundUs[archive] + (waitUs + wayUs);
  });
}

/** What comes of a frame; without `faults` none is on while it is voted on. */
export function viewOutcome(
  shard: VotingShard,
  { frame, leader, heardUs, paceUs }: VotedFrame,
  {
    distances,
    draws,
    faults = null,
  }: {
    readonly distances: Distances;
    readonly draws: Pick<ViewDraws, "ways">;
    readonly faults?: FaultyWays | null;
  },
): ViewOutcome {
  const { voters, sizes, rounds, quorum, copies, credited } = shard;
  const { wayNames, busyUs, submitUs } = voters;
  const { jitterUs } = distances;
  const { ways } = draws;
  const drawn = (voter: number, n: number): number =>
    ways.pairUniform(wayNames[2 * voter], wayNames[2 * voter + 1], frame * draw.perFrame + n);
  const waitUs = (voter: number, n: number): DurationUs => drawn(voter, n + draw.wait) * busyUs[voter];
  /** Of a message whose fate is drawn by `voter`: it is to it, or from it. */
  const messageUs = ({ from, to, bytes, voter, n }: Sent): DurationUs => {
    const { uploadBitsPerS, downloadBitsPerS, lossShare, region, accessUs } = voters;
    const lineUs = Math.max((8e6 * bytes * copies) / uploadBitsPerS[from], (8e6 * bytes) / downloadBitsPerS[to]);
    const between = distances.latencyUs[region[from] * distances.regionCount + region[to]];
    const latencyUs = between + accessUs[from] + accessUs[to];
    const lossUs = lossOn(lossShare[from], lossShare[to], () => drawn(voter, n + draw.loss));
    return lineUs + latencyUs + (jitterUs === 0 ? 0 : exponentialAt(drawn(voter, n + draw.jitter), jitterUs)) + lossUs;
  };
  // What waits before a message of the leader is the same for all whom it sends it to.
  const leaderWaitsUs = Array.from({ length: rounds }, (_, round) => waitUs(leader, round * draw.perRound));
  const { votedUs, finalUs } = viewTimes({
    voters: heardUs.length,
    leader,
    quorum,
    rounds,
    heardUs: (voter) => heardUs[voter],
    outUs: (voter, round, sentUs) => {
      const n = round * draw.perRound;
      const bytes = round === 0 ? sizes.proposal : sizes.certificate;
      const us = leaderWaitsUs[round] + messageUs({ from: leader, to: voter, bytes, voter, n });
      return faults === null ? us : us + faults.addedUs(leader, voter, sentUs);
    },
    backUs: (voter, round, sentUs) => {
      const n = round * draw.perRound + draw.back;
      const us = waitUs(voter, n) + messageUs({ from: voter, to: leader, bytes: sizes.vote, voter, n });
      return faults === null ? us : us + faults.addedUs(voter, leader, sentUs);
    },
  });
  const givenUs = faults === null ? submitUs[leader] : faults.submittedUs(finalUs);
  const closesUs = paceUs - givenUs;
  if (finalUs > closesUs) return { lostFrames: lostFrames(finalUs + givenUs, paceUs), late: noLate };
  const late = credited === null ? after(votedUs, closesUs) : lateVotes(votedUs, credited).sort((a, b) => a - b);
  return late.length === 0 ? inTime : { lostFrames: 0, late };
}

interface Sent {
  readonly from: number;
  readonly to: number;
  readonly bytes: Bytes;
  readonly voter: number;
  readonly n: number;
}

/** How long a message takes to fetch that is lost, if it is. */
function lossOn(from: number, to: number, lot: () => number): DurationUs {
  if (from === 0 && to === 0) return 0;
  return lot() < 1 - (1 - from) * (1 - to) ? fetchUs : 0;
}

function after(votedUs: readonly DurationUs[], closesUs: DurationUs): readonly number[] {
  let late: number[] | undefined;
  for (let voter = 0; voter < votedUs.length; voter++) if (votedUs[voter] > closesUs) (late ??= []).push(voter);
  return late ?? noLate;
}

/** A view whose frame comes too late costs the frames that it overlaps, up to where its leader is given up. */
const lostFrames = (us: DurationUs, paceUs: DurationUs): number =>
  Math.max(1, Math.ceil(Math.min(us, leaderMs * 1000) / paceUs));

/** Room for so many voters. */
export function emptyVoters(count: number): Voters {
  const numbers = (): Float64Array => new Float64Array(count);
  return {
    wayNames: new Uint32Array(2 * count),
    pollNames: new Uint32Array(2 * count),
    region: new Int32Array(count),
    accessUs: numbers(),
    uploadBitsPerS: numbers(),
    downloadBitsPerS: numbers(),
    lossShare: numbers(),
    archiveLot: numbers(),
    busyUs: numbers(),
    submitUs: numbers(),
  };
}
