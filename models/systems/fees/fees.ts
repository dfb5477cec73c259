/**
 * Fees of a simulated network. Transactions are drawn once a state step (an epoch) for every shard, and charged by the
 * rules with the world and the multiplier of that moment; their data are part of the shard from then on.
 *
 * Where a market says so (`market.demand`), fewer are sent where they cost more in dollars.
 *
 * Assumptions: a transaction adds one vertex; transactions come as a Poisson process, to shards by their size; a sender
 * who would pay more than `fees.most`, or more than there is, does not send; all fees of a step are carried by the next
 * header of their shard, whose participants get them where the switch `feeSink` says so (`payouts.ts`).
 */
import { poisson } from "../../../sim/random/distributions/counts.js";
import { accrueShard } from "../../changes/rewards/accrual.js";
import { supplyUnits } from "../../changes/rewards/supply.js";
import { storeData } from "../../state/data-growth.js";
import { logOfShard, type Logged } from "../../state/log/log-of.js";
import type {
  Priced,
  ProverWatches,
  RandomDraws,
  RulesInForce,
  ScenarioGiven,
  ShardFigures,
} from "../../changes/network.js";
import type { Scenario } from "../../scenario/schema.js";
import type { FeeLedger } from "../../state/fee-ledger.js";
import { storeJunk } from "./junk.js";
import { priceUsd } from "../../changes/market/trade.js";
import { demandShare } from "../../market/demand.js";
import { unitsPerQuil } from "../../protocol/ground/token.js";
import { vertexAddCost } from "../../protocol/fees/cost.js";
import { requiredFee } from "../../protocol/fees/required.js";

type Fees = NonNullable<Scenario["fees"]>;

/** Counts the frames in which transactions were accepted and, at a state step, charges for those since the last. */
export function chargeFees(
  network: RulesInForce & ScenarioGiven & Logged & RandomDraws & ShardFigures & ProverWatches & Priced,
  frame: number,
): void {
  const { scenario, rules, world } = network;
  const { fees } = scenario;
  const ledger = world.fees;
  if (fees === undefined || ledger === null) return;
  // While any shard is halted the network is in prover-only mode; a halt that is decided in a frame counts from the next.
  if (world.totals.haltedShards === 0) ledger.openFrames += frame + 1 - ledger.countedUntil;
  ledger.countedUntil = frame + 1;
  if (frame % rules.epochFrames !== 0) return;
  chargeShards(network, fees, ledger, frame);
  storeJunk(network, frame);
  ledger.openFrames = 0;
}

function chargeShards(
  network: RulesInForce & ScenarioGiven & Logged & RandomDraws & ShardFigures,
  fees: Fees,
  ledger: FeeLedger,
  frame: number,
): void {
  const { world } = network;
  const { shards } = world;
  let multipliers = 0;
  for (let shard = 0; shard < shards.count; shard++) {
    if (shards.retired[shard] === 1) continue;
    accrueShard(world, shard, frame);
    const made = ledger.noteMade(shard, shards.madeFrames[shard]);
    const multiplier = ledger.multiplierAfter(shards.madeFrames[shard]);
    multipliers += multiplier;
    const frames = Math.min(made, ledger.openFrames);
    const fee = frames > 0 ? feeOf(network, fees, BigInt(multiplier)) : 0n;
    const count = drawTransactions(network, fees, { shard, frame, frames, fee });
    if (count > 0) accept(network, fees, { shard, frame, count, fee });
  }
  ledger.multiplierMean = shards.liveCount === 0 ? 0 : multipliers / shards.liveCount;
}

/** Transactions that reach a shard in so many frames, if it makes them and the network is open. */
function drawTransactions(
  { world, draws, scenario }: ScenarioGiven & Logged & RandomDraws,
  fees: Fees,
  { shard, frame, frames, fee }: { shard: number; frame: number; frames: number; fee: bigint },
): number {
  const seconds = (frames * scenario.frames.pace) / secondUs;
  const demand = scenario.market?.demand;
  const sent =
    demand === undefined
      ? 1
      : demandShare(
          { feeUsd: demand.fee, elasticity: demand.elasticity },
          (Number(fee) / Number(unitsPerQuil)) * priceUsd(world),
        );
  const mean = sent * fees.transactions * seconds * (world.shards.sizeBytes[shard] / world.worldBytes);
  return mean > 0 ? poisson(draws.shards.purpose("transactions").frameCursor(shard, frame), mean) : 0;
}

/** What a transaction costs at this moment on a shard of such a multiplier, units. */
const feeOf = (
  { world, rules, rewards }: RulesInForce & Logged & ShardFigures,
  fees: Fees,
  multiplier: bigint,
): bigint =>
  requiredFee(rewards.curveState(world.worldBytes), BigInt(vertexAddCost(fees.bytes)), multiplier, {
    basisOf: rewards.curve.unitsPerFrame,
    feeRule: rules.feeRule,
  }).appShard;

interface Batch {
  readonly shard: number;
  readonly frame: number;
  readonly count: number;
  readonly fee: bigint;
}

/** Charges those transactions of a shard that their senders can and want to pay, and stores their data. */
function accept(
  network: RulesInForce & ScenarioGiven & Logged & ShardFigures,
  fees: Fees,
  { shard, frame, count, fee }: Batch,
): void {
  const { world, rules } = network;
  const { fees: ledger } = world;
  if (ledger === null) return;
  const bytes = vertexAddCost(fees.bytes);
  if (fee > fees.most) return;
  const supply = supplyUnits(network);
  const accepted = fee * BigInt(count) > supply ? Number(supply / fee) : count;
  const units = fee * BigInt(accepted);
  ledger.paidUnits += units;
  if (rules.feeSink === "burn") ledger.burntUnits += units;
  else ledger.wait(shard, units);
  ledger.transactions += accepted;
  logOfShard(network, shard)?.("fees.required", "transactions", "", { other: accepted, value: Number(fee) });
  // The data are part of what grows from here on.
  storeData(world, shard, accepted * bytes, frame);
}

const secondUs = 1_000_000;
