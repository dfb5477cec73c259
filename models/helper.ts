/** What a helper of a network's run can work out, in whichever thread: pieces that follow from names and plain numbers alone. */
import { createStreams } from "../sim/random/stream.js";
import type { Branch } from "../sim/random/seed.js";
import { viewDraws } from "./changes/messages/wire/view-draws.js";
import { outcomesOf, type PackedOutcomes, type ViewPiece } from "./changes/messages/wire/view-piece.js";
import { ownBranch } from "./own-branch.js";
import type { RunIdentity } from "./run.js";
import { lowLots, type LotPiece, type LowLots, seatLots } from "./changes/lots/low-lots.js";

/** Whose random numbers these are. */
export interface HelperSetup {
  readonly seed: string;
  readonly replication: number;
  readonly branch?: Branch;
}

export const helperSetup = ({ seed, replication, branch }: RunIdentity): HelperSetup => ({
  seed,
  replication,
  ...(branch !== undefined && { branch: ownBranch(branch) }),
});

export type Piece =
  { readonly kind: "lots"; readonly piece: LotPiece } | { readonly kind: "views"; readonly piece: ViewPiece };
export type Answer = readonly LowLots[] | readonly PackedOutcomes[];

export function createHelper({ seed, replication, branch }: HelperSetup): (piece: Piece) => Answer {
  const streams = createStreams(seed, replication, branch);
  const [lots, views] = [seatLots(streams), viewDraws(streams)];
  return ({ kind, piece }) => (kind === "lots" ? lowLots(lots, piece) : outcomesOf(views, piece));
}
