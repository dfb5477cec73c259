import type { RuledWorld } from "../../changes/network.js";
import { byBytes } from "../../protocol/ground/compare.js";
import { filterPath } from "../../protocol/shard/filter-path.js";

/** Whether every key has one shard at most, where splits cut bit paths: no path of a live shard begins with that of another. */
export function pathsAreApart({ world: { shards }, rules }: RuledWorld): string | null {
  if (rules.splitCut !== "bitPath") return null;
  const paths: string[] = [];
  for (let shard = 0; shard < shards.count; shard++) {
    const path = shards.retired[shard] === 1 ? null : filterPath(shards.filter[shard]);
    if (path !== null) paths.push(`${path.application}/${path.bits}`);
  }
  paths.sort(byBytes);
  const within = paths.find((path, k) => k > 0 && path.startsWith(paths[k - 1]));
  return within === undefined ? null : `two shards have the keys of ${within}`;
}
