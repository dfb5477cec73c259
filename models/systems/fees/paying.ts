/** What one transaction costs on a shard, and what many of them pay. */
import type { RulesInForce, ScenarioGiven, ShardFigures } from "../../changes/network.js";
import { supplyUnits } from "../../changes/rewards/supply.js";
import { requiredFee } from "../../protocol/fees/required.js";
import type { Logged } from "../../state/log/log-of.js";

/** Fee of a transaction of so many bytes at this moment on a shard of such a multiplier, units. */
export const feeOf = (
  { world, rules, rewards }: RulesInForce & Logged & ShardFigures,
  costBytes: number,
  multiplier: bigint,
): bigint =>
  requiredFee(rewards.curveState(world.worldBytes), BigInt(costBytes), multiplier, {
    basisOf: rewards.curve.unitsPerFrame,
    feeRule: rules.feeRule,
  }).appShard;

/** So many transactions pay a fee each on a shard; gives how many of them there is enough of the token for. */
export function payFor(
  network: RulesInForce & ScenarioGiven & Logged,
  { shard, count, fee }: { readonly shard: number; readonly count: number; readonly fee: bigint },
): number {
  const { world, rules } = network;
  const { fees: ledger } = world;
  if (ledger === null) return 0;
  const supply = supplyUnits(network);
  const accepted = fee * BigInt(count) > supply ? Number(supply / fee) : count;
  const units = fee * BigInt(accepted);
  ledger.paidUnits += units;
  if (rules.feeSink === "burn") ledger.burntUnits += units;
  else ledger.wait(shard, units);
  return accepted;
}
