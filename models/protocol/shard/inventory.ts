/** A shard as the merge rules see it. */
export interface ShardInventory {
  /** Hex. */
  readonly filter: string;
  readonly sizeBytes: bigint;
  readonly active: number;
  /** Storage that its provers declare to have for it, for the rule `storage`. */
  readonly storageBytes?: bigint | undefined;
}

export interface Merge {
  /** Filters ending in 00 and 80, or in the bits 0 and 1. */
  readonly children: readonly [string, string];
  readonly parent: string;
}
