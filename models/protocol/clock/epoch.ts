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
  const into = frame % epochLength;
  return { epoch: (frame - into) / epochLength, framesToNext: epochLength - into };
}
