/**
 * What users delete of what they stored, once a state step and shard by shard: files that they want no more, as a flow (`market/kept-files.ts`). Each
 * pays what a removal costs by the rules.
 *
 * Assumptions: deletions are sent as soon as the network takes transactions and the shard makes frames, and wait until then; nobody deletes
 * what costs more than the class pays at most; the data are gone with the step, or stay in the size of the shard (`fees.deleted: counted`).
 */
import type { RulesInForce, ScenarioGiven, ShardFigures } from "../../changes/network.js";
import { deletionCost } from "../../protocol/fees/cost.js";
import type { StorageClass } from "../../scenario/storage-classes.js";
import { storeData } from "../../state/data-growth.js";
import { logOfShard, type Logged } from "../../state/log/log-of.js";
import { feeOf, payFor } from "./paying.js";

interface OnShard {
  readonly shard: number;
  readonly frame: number;
  readonly multiplier: bigint;
}

/** Deletes what is due on a shard of the classes that are deleted. */
export function deleteDue(
  network: RulesInForce & ScenarioGiven & Logged & ShardFigures,
  kept: readonly StorageClass[],
  { shard, frame, multiplier }: OnShard,
): void {
  const { world, rules, scenario } = network;
  const { files } = world;
  if (files === null) return;
  kept.forEach(({ name, bytes, most }, kind) => {
    const due = files.due(shard, kind);
    const fee = due === 0 ? 0n : feeOf(network, deletionCost(rules), multiplier);
    if (due === 0 || fee > most) return;
    const deleted = payFor(network, { shard, count: due, fee });
    files.delete(shard, kind, deleted);
    if (scenario.fees?.deleted === "counted") storeData(world, shard, deleted * bytes, frame);
    logOfShard(network, shard)?.("fees.required", "deletions", name, { other: deleted, value: Number(fee) });
  });
}
