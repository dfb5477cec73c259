/**
 * Fees that reach participants (`fees.distribution`): a shard's header carries what its transactions have paid since the last, and when it is
 * credited each of its participants gets an equal part in whole units; the rest goes to the frame's maker, or is burnt (switch `feeSink`).
 * Only frames of shards on which fees wait are looked at.
 */
import { frameMakers } from "../../changes/shards/frame-makers.js";
import { accrueIssuance, accrueShard } from "../../changes/rewards/accrual.js";
import type { FrameSchedule, RandomDraws, RuledWorld, RulesInForce } from "../../changes/network.js";
import { splitFees } from "../../protocol/fees/destination.js";
import { logOfShard, type Logged } from "../../state/log/log-of.js";
import type { FeeLedger } from "../../state/fee-ledger.js";
import type { World } from "../../state/world.js";

/** Pays the fees that this frame's headers carry; the rings of the frame must be settled. */
export function payFees(network: RulesInForce & Logged & RandomDraws, frame: number): void {
  const { world } = network;
  const ledger = world.fees;
  if (ledger === null || ledger.waiting.length === 0) return;
  const due = ledger.waiting.filter((shard) => makesFrame(world, shard, frame));
  for (const shard of due) payOut(network, ledger, shard, frame);
}

/** Fees that wait on a shard which may make the next frame: because this one was missed, or it makes frames again. */
export function carryFees({ wake, world }: Logged & Pick<FrameSchedule, "wake">, frame: number): void {
  const { fees: ledger, shards } = world;
  if (ledger?.waiting.some((shard) => shards.minting[shard] === 1) === true) wake(frame + 1);
}

/** Whether this frame of the shard is made: it mints, its leader is there, and so is the global frame. */
function makesFrame(world: World, shard: number, frame: number): boolean {
  const { shards } = world;
  if (shards.minting[shard] === 0) return false;
  if (world.leaders === null && world.globalChain === null && world.lateVotes === null) return true;
  accrueShard(world, shard, frame);
  const madeBefore = shards.madeFrames[shard];
  accrueIssuance(world, frame + 1);
  accrueShard(world, shard, frame + 1);
  return shards.madeFrames[shard] > madeBefore;
}

function payOut(network: RulesInForce & Logged & RandomDraws, ledger: FeeLedger, shard: number, frame: number): void {
  const { provers } = network.world;
  const units = ledger.collect(shard);
  const participants = participantsOf(network.world, shard, frame);
  const { perParticipant, burnt, remainder } = splitFees(units, participants.length, network.rules.feeSink);
  ledger.burntUnits += burnt;
  const credit = (prover: number, share: bigint): void => {
    provers.balance.set(prover, provers.balance.get(prover) + share);
    ledger.credit(prover, share);
  };
  if (perParticipant > 0n) for (const prover of participants) credit(prover, perParticipant);
  const favoured = remainder === 0n ? -1 : favouredOf(network, { shard, frame, participants });
  if (favoured >= 0) credit(favoured, remainder);
  logOfShard(network, shard)?.("fees.distribution", "fees paid", "", favoured < 0 ? {} : { other: favoured });
}

/** Provers that this frame of the shard credits, in ring order. */
function participantsOf(
  { allocations, lateVotes, nodes, provers, shards }: World,
  shard: number,
  frame: number,
): readonly number[] {
  const late = lateVotes?.inFrame(shard, frame) ?? [];
  return shards.ranked[shard]
    .filter((allocation) => !late.includes(allocation))
    .map((allocation) => allocations.prover[allocation])
    .filter((prover) => nodes.online[provers.node[prover]] === 1);
}

/** Who gets what is left over: the maker, or where its own vote was late the first participant by address. */
function favouredOf(
  network: RuledWorld & RandomDraws,
  { shard, frame, participants }: { shard: number; frame: number; participants: readonly number[] },
): number {
  const { provers } = network.world;
  const maker = frameMakers(network, shard)(frame);
  if (participants.includes(maker)) return maker;
  return participants.reduce((first, prover) => (provers.compareAddress(prover, first) < 0 ? prover : first));
}
