/**
 * Data that attackers store for no use: once, at the first state step at which the network takes transactions and the attacker has shards to store
 * on. It buys the tokens at the price of that moment, and pays the fees of single chunks, the cheapest way. Who is paid them is the fees' matter.
 *
 * Assumptions: all chunks pay what the first does; storing costs an attacker its fee alone.
 */
import { supplyUnits } from "../../changes/rewards/supply.js";
import { buy, priceUsd } from "../../changes/market/trade.js";
import type { Priced, ProverWatches, RulesInForce, ScenarioGiven, ShardFigures } from "../../changes/network.js";
import { chunkBytes } from "../../protocol/fees/cost.js";
import { requiredFee } from "../../protocol/fees/required.js";
import { unitsPerQuil } from "../../protocol/ground/token.js";
import { storeData } from "../../state/data-growth.js";
import { logOfShard, type Logged } from "../../state/log/log-of.js";
import { inUsd, microUsd } from "../../state/money/operator-books.js";

type Storing = RulesInForce & ScenarioGiven & Logged & ShardFigures & ProverWatches & Priced;

/** Every attacker that has come and has not stored its junk does. */
export function storeJunk(network: Storing, frame: number): void {
  const { attackers, world } = network;
  const { assaults } = attackers;
  if (assaults === null || world.totals.haltedShards > 0) return;
  attackers.all.forEach(({ misconduct }, k) => {
    const isDone = assaults.operator[k] < 0 || assaults.purseMicroUsd.isZero(k);
    if (isDone || misconduct.invests?.junk === undefined) return;
    const targets = targetsOf(network, k);
    if (targets.length === 0) return;
    const each = Math.floor(misconduct.invests.junk.bytes / targets.length / chunkBytes);
    for (const shard of targets) storeOn(network, k, { shard, chunks: each, frame });
    assaults.purseMicroUsd.clear(k);
  });
}

/** Shards that make frames, by index. */
function targetsOf({ world, attackers }: Storing, k: number): readonly number[] {
  const { shards, operators, nodes, allocations, allocationIndex } = world;
  const own = new Set<number>();
  for (const node of operators.nodes[attackers.assaults?.operator[k] ?? 0])
    for (const row of allocationIndex.of(nodes.prover[node]))
      if (allocations.ring[row] >= 0) own.add(allocations.shard[row]);
  const where = attackers.all[k].misconduct.invests?.junk?.where;
  const targets: number[] = [];
  for (let shard = 0; shard < shards.count; shard++) {
    if (shards.retired[shard] === 1 || shards.minting[shard] === 0) continue;
    if ((where === "all" || own.has(shard) === (where === "own")) && attackers.isTarget(attackers.all[k], shard))
      targets.push(shard);
  }
  // Nothing is somebody else's before it has anything itself.
  return own.size === 0 ? [] : targets;
}

interface Batch {
  readonly shard: number;
  readonly chunks: number;
  readonly frame: number;
}

function storeOn(network: Storing, k: number, { shard, chunks, frame }: Batch): void {
  const { world, rules, rewards, attackers } = network;
  const { fees: ledger, shards, tokenMarket } = world;
  const { assaults } = attackers;
  if (ledger === null || assaults === null || tokenMarket === null) return;
  const multiplier = BigInt(ledger.multiplierAfter(shards.madeFrames[shard]));
  const fee = requiredFee(rewards.curveState(world.worldBytes), BigInt(chunkBytes), multiplier, {
    basisOf: rewards.curve.unitsPerFrame,
    feeRule: rules.feeRule,
  }).appShard;
  const supply = supplyUnits(network);
  const purseUsd = inUsd(assaults.purseMicroUsd.get(k));
  const feeUsd = (Number(fee) / Number(unitsPerQuil)) * priceUsd(world);
  const payable = feeUsd > 0 ? Math.floor(purseUsd / feeUsd) : chunks;
  const accepted = Math.min(chunks, payable, fee > 0n ? Number(supply / fee) : chunks);
  if (accepted <= 0) return;
  const bought = buy(network, fee * BigInt(accepted));
  // A pool may hold less than was asked for.
  const stored = fee > 0n ? Number(bought.units / fee) : accepted;
  const units = fee * BigInt(stored);
  const cost = microUsd(bought.usd);
  const purse = assaults.purseMicroUsd.get(k);
  // What users buy for their fees is another matter.
  tokenMarket.feesSeenUnits.set(0, tokenMarket.feesSeenUnits.get(0) + units);
  assaults.purseMicroUsd.set(k, cost < purse ? purse - cost : 0n);
  assaults.feesMicroUsd.set(k, assaults.feesMicroUsd.get(k) + cost);
  assaults.feeUnits.set(k, assaults.feeUnits.get(k) + units);
  assaults.junkBytes[k] += stored * chunkBytes;
  ledger.paidUnits += units;
  if (rules.feeSink === "burn") ledger.burntUnits += units;
  else ledger.wait(shard, units);
  ledger.transactions += stored;
  logOfShard(network, shard)?.("fees.required", "junk", "", { other: stored, value: Number(fee) });
  storeData(world, shard, stored * chunkBytes, frame);
}
