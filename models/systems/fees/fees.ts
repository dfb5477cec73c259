/**
 * Fees of a simulated network. Transactions are drawn once a state step (an epoch) for every shard, and charged by the
 * rules with the world and the multiplier of that moment; their data are part of the shard from then on. With `fees.classes` each class is
 * sent, charged and stored for itself, and some delete what they stored (`deletions.ts`).
 *
 * Where a market says so (`market.demand`), fewer are sent where they cost more in dollars.
 *
 * Assumptions: a transaction adds one vertex; transactions come as a Poisson process, to shards by their size; a sender
 * who would pay more than `fees.most`, or more than there is, does not send; all fees of a step are carried by the next
 * header of their shard, whose participants get them where the switch `feeSink` says so (`payouts.ts`).
 */
import { poisson } from "../../../sim/random/distributions/counts.js";
import { accrueAll } from "../../changes/rewards/accrual.js";
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
import { type StorageClass, storageClassesOf } from "../../scenario/storage-classes.js";
import { deleteDue } from "./deletions.js";
import { feeOf, payFor } from "./paying.js";

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
  const { world, scenario } = network;
  const { shards } = world;
  const kinds = storageClassesOf(scenario);
  const kept = kinds.filter(({ halfLifeUs }) => halfLifeUs !== null);
  const halfLivesUs = kept.map(({ halfLifeUs }) => halfLifeUs ?? Infinity);
  world.files?.age(world.clock.timeOf(frame), halfLivesUs);
  let multipliers = 0;
  // Fees are paid out of all that there is: what any shard missed must be off it before the first of them is.
  accrueAll(world, frame);
  for (let shard = 0; shard < shards.count; shard++) {
    if (shards.retired[shard] === 1) continue;
    const made = ledger.noteMade(shard, shards.madeFrames[shard]);
    const multiplier = ledger.multiplierAfter(shards.madeFrames[shard]);
    multipliers += multiplier;
    const frames = Math.min(made, ledger.openFrames);
    if (frames === 0) continue;
    deleteDue(network, kept, { shard, frame, multiplier: BigInt(multiplier) });
    kinds.forEach((kind, n) => {
      const fee = feeOf(network, kind.bytes, BigInt(multiplier));
      const count = drawTransactions(network, fees, { shard, frame, frames, fee, kind, n });
      if (count > 0) accept(network, { shard, frame, count, fee, kind, keptAs: kept.indexOf(kind) });
    });
  }
  ledger.multiplierMean = shards.liveCount === 0 ? 0 : multipliers / shards.liveCount;
}

/** Draws of a class in a frame of a shard, of which each class has its own. */
const drawsPerClass = 2 ** 16;

interface Sending {
  readonly shard: number;
  readonly frame: number;
  /** Fee of each, units. */
  readonly fee: bigint;
  readonly kind: StorageClass;
}

/** Transactions of a class, its n-th, that reach a shard in so many frames, if it makes them and the network is open. */
function drawTransactions(
  { world, draws, scenario }: ScenarioGiven & Logged & RandomDraws,
  fees: Fees,
  { shard, frame, frames, fee, kind, n }: Sending & { readonly frames: number; readonly n: number },
): number {
  const seconds = (frames * scenario.frames.pace) / secondUs;
  const { demand } = kind;
  const sent = demand === undefined ? 1 : demandShare(demand, (Number(fee) / Number(unitsPerQuil)) * priceUsd(world));
  const mean = sent * kind.share * fees.transactions * seconds * (world.shards.sizeBytes[shard] / world.worldBytes);
  if (!(mean > 0)) return 0;
  return poisson(draws.shards.purpose("transactions").frameCursor(shard, frame, n * drawsPerClass), mean);
}

/** Charges those transactions of a shard that their senders can and want to pay, and stores their data. */
function accept(
  network: RulesInForce & ScenarioGiven & Logged & ShardFigures,
  { shard, frame, count, fee, kind, keptAs }: Sending & { readonly count: number; readonly keptAs: number },
): void {
  const { world } = network;
  const { fees: ledger, files } = world;
  if (ledger === null || fee > kind.most) return;
  const accepted = payFor(network, { shard, count, fee });
  ledger.transactions += accepted;
  logOfShard(network, shard)?.("fees.required", "transactions", kind.name, { other: accepted, value: Number(fee) });
  // Data that stay are part of what grows from here on.
  if (keptAs < 0) storeData(world, shard, accepted * kind.bytes, frame);
  else files?.add(shard, keptAs, accepted);
}

const secondUs = 1_000_000;
