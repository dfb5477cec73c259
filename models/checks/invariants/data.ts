/** What must hold of the data of shards. */
import { counted } from "../../../sim/units/readable.js";
import type { Network } from "../../changes/network.js";
import { keptClassesOf } from "../../scenario/storage-classes.js";

/** Rounding of the parts of many splits: far below a byte of any world. */
const roundingMax = 1e-9;

/** What users stored is there or was deleted, in whole files, and no shard that is gone has any. */
export function filesAddUp({ world, scenario }: Pick<Network, "world" | "scenario">): string | null {
  const { files, shards } = world;
  if (files === null) return null;
  let [count, bytes] = [0, 0];
  for (let shard = 0; shard < shards.count; shard++) {
    for (const kind of keptClassesOf(scenario).keys()) {
      const { files: own, wanted } = files.of(shard, kind);
      if (!Number.isSafeInteger(own) || own < 0 || !(wanted >= 0) || (shards.retired[shard] === 1 && own + wanted > 0))
        return `shard ${shard}, retired ${shards.retired[shard]}, has ${own} files, of which ${wanted} are wanted`;
      count += own;
    }
    bytes += files.bytesOn(shard);
  }
  if (files.stored !== count + files.deleted)
    return `of ${counted(files.stored, "stored file")} ${files.deleted} are deleted, and ${count} are there`;
  return bytes === files.keptBytes
    ? null
    : `shards have ${counted(bytes, "byte")} of files, ${files.keptBytes} are counted`;
}

/** Shards are whole numbers of bytes that are all data together; and where they differ in how they grow, their parts are all of the growth. */
export function dataAddUp({ world }: Pick<Network, "world">): string | null {
  const { shards, growthShares, worldBytes } = world;
  let bytes = 0;
  let growth = 0;
  for (let shard = 0; shard < shards.count; shard++) {
    const size = shards.sizeBytes[shard];
    const part = growthShares?.of(shard) ?? 0;
    if (!Number.isSafeInteger(size) || size < 0) return `shard ${shard} has ${counted(size, "byte")}`;
    if (part < 0 || (shards.retired[shard] === 1 && part + size > 0))
      return `shard ${shard}, retired ${shards.retired[shard]}, has ${counted(size, "byte")} and ${part} of the growth`;
    bytes += size;
    growth += part;
  }
  if (bytes !== worldBytes) return `shards have ${counted(bytes, "byte")}, the world ${worldBytes}`;
  if (growthShares === null || Math.abs(growth - 1) <= roundingMax) return null;
  return `parts of the growth add up to ${growth}`;
}
