/** Number of the epoch that a frame lies in. Source: protocol.md `clock.epoch` (node rs). */
export function epochNumber(frame: number, epochFrames: number): number {
  return Math.floor(frame / epochFrames);
}

/** Number of the epoch that a frame lies in, and frames until the next one starts (never 0). */
export interface EpochPosition {
  readonly epoch: number;
  readonly framesToNext: number;
}

/**
 * Epochs cut the frames into equal runs of `epochLength` (720; 60 on test networks), epoch 0 starting at frame 0.
 * Only rule sets with `lifecycle: epoch` act on them. Source: protocol.md `clock.epoch` (node rs:quil-types/src/consensus.rs).
 */
export function epochOf(frame: number, epochLength: number): EpochPosition {
  const epoch = epochNumber(frame, epochLength);
  return { epoch, framesToNext: (epoch + 1) * epochLength - frame };
}
