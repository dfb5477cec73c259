/**
 * The network of Dusk (1.4.19 to 1.4.21): every node proves increment after increment, each of less work than the one
 * before until the floor, and is paid a fixed amount for each of them and each core. No rings, nobody to share with.
 *
 * A node's increments are a closed form of the time that it has been proving (`protocol/emission/dusk-work.ts`), so nothing
 * happens at an increment: nodes are looked at when they go off, change, or are reported. An outage loses the proof in
 * progress and nothing else (assumption).
 */
import { logNormal } from "../../../sim/random/distributions/continuous.js";
import { duskDifficulty } from "../../protocol/emission/dusk-difficulty.js";
import { incrementsOf } from "../../protocol/emission/dusk-proving.js";
import { duskReward } from "../../protocol/emission/dusk-reward.js";
import { logOfProver, type Logged } from "../../state/log/log-of.js";
import type { Network, RandomDraws, RuledWorld, RulesInForce, ScenarioGiven } from "../../changes/network.js";
import { duskSchema } from "../../scenario/eras.js";
import { eraTable } from "../../state/era-tables.js";
import type { ProvingNodes } from "../../state/eras/proving-nodes.js";
import type { Era } from "../era.js";
import { credit } from "../credit.js";
import { type NodeHandling, nodeSystems } from "../node-systems.js";
import { beginWithOneShard, changeServing, countFreeCores, createOneShard, setServing } from "../one-shard.js";

const nodes: NodeHandling = { begin, goOff, comeBack: beginSpell, changeCores };

export const incrementEra: Era = {
  // Increments complete by themselves.
  systems: nodeSystems(nodes),
  createGenesis(network) {
    createOneShard(network);
    beginWithOneShard(network, nodes);
  },
  beforeReport(network, frame) {
    const { world } = network;
    const { count } = eraTable(world, "proving");
    for (let prover = 0; prover < count; prover++) settleOne(network, prover, frame);
    world.issuedUntil = frame;
    world.totals.unitsPerFrame = unitsPerFrameAt(network, frame);
    countFreeCores(network);
  },
  settle(network, frame) {
    this.beforeReport(network, frame);
  },
  settleProver: settleOne,
  publicRate: unitsPerFrameAt,
  checkSample: () => undefined,
};

function begin(network: RulesInForce & ScenarioGiven & Logged & RandomDraws, prover: number, frame: number): void {
  const proving = eraTable(network.world, "proving");
  proving.add(prover);
  // Who was switched off and is back proves on from where it was.
  const goesOn = proving.isKnown(prover);
  if (!goesOn) {
    proving.speed[prover] = drawSpeed(network, prover);
    proving.increment[prover] = assumptionsOf(network).firstIncrement;
  }
  const { speed, increment } = proving;
  const log = logOfProver(network, prover, frame);
  log?.("emission.dusk.difficulty", "has speed", "squarings a second", { value: speed[prover] });
  if (goesOn) log?.("emission.dusk.difficulty", "proves on from", "increment", { value: increment[prover] });
  beginSpell(network, prover, frame);
}

function drawSpeed({ scenario, draws }: Pick<Network, "scenario" | "draws">, prover: number): number {
  const { squaringsPerMs, spread } = assumptionsOf({ scenario });
  // A draw so far above the median that its squarings would not add up exactly is cut; see range-refusals.ts.
  const fastest = Math.floor(2 ** 53 / Math.max(1_000_000, 2 * (scenario.horizon / 1_000_000)));
  const drawn = logNormal(draws.provers.purpose("proving speed").cursor(prover), {
    median: 1000 * squaringsPerMs,
    sigma: spread,
  });
  return Math.min(fastest, Math.max(1, Math.round(drawn)));
}

function beginSpell(network: RuledWorld, prover: number, frame: number): void {
  const proving = eraTable(network.world, "proving");
  proving.spellFirst[prover] = proving.increment[prover];
  proving.spellSince[prover] = frame;
  setServing(network, { prover, cores: network.world.nodes.workers[network.world.provers.node[prover]], by: 1 });
}

function goOff(network: RulesInForce & ScenarioGiven & Logged, prover: number, frame: number): void {
  settleOne(network, prover, frame);
  eraTable(network.world, "proving").spellSince[prover] = -1;
  setServing(network, { prover, cores: network.world.nodes.workers[network.world.provers.node[prover]], by: -1 });
}

function changeCores(
  network: RulesInForce & ScenarioGiven & Logged,
  prover: number,
  frame: number,
  cores: number,
): void {
  // The proof in progress is paid by the cores that it ends with.
  settleOne(network, prover, frame);
  if (eraTable(network.world, "proving").isProving(prover)) changeServing(network, prover, cores);
}

/** Pays what the node has completed in all frames before `frame`. */
function settleOne({ world, scenario }: Pick<Network, "scenario" | "world">, prover: number, frame: number): void {
  const proving = eraTable(world, "proving");
  if (!proving.isProving(prover)) return;
  const next = nextIncrement(proving, prover, { frame, paceUs: scenario.frames.pace });
  const done = next - proving.increment[prover];
  proving.increment[prover] = next;
  proving.completed += done;
  credit(world, prover, duskReward(BigInt(done), BigInt(world.nodes.workers[world.provers.node[prover]])));
}

/** Number of the increment that a node which proves is at when all frames before `frame` are over. */
function nextIncrement(
  { spellFirst, spellSince, speed }: ProvingNodes,
  prover: number,
  { frame, paceUs }: { readonly frame: number; readonly paceUs: number },
): number {
  const spell = { first: spellFirst[prover], sinceFrame: spellSince[prover], squaringsPerS: speed[prover] };
  return spell.first + incrementsOf(spell, Math.max(frame, spell.sinceFrame), paceUs);
}

/** Units a frame at the speeds and the work of the moment, for pictures and for who thinks of entering; what is paid is counted by increments. */
function unitsPerFrameAt({ world, scenario }: Pick<Network, "scenario" | "world">, frame: number): number {
  const { provers, nodes } = world;
  const proving = eraTable(world, "proving");
  const paceUs = scenario.frames.pace;
  const paceS = paceUs / 1_000_000;
  let rate = 0;
  for (let prover = 0; prover < proving.count; prover++) {
    if (!proving.isProving(prover)) continue;
    const work = duskDifficulty(nextIncrement(proving, prover, { frame, paceUs }));
    rate += (1_200_000 * nodes.workers[provers.node[prover]] * proving.speed[prover] * paceS) / work;
  }
  return Math.floor(rate);
}

const assumptionsOf = ({ scenario }: Pick<Network, "scenario">) => scenario.dusk ?? duskSchema.parse({});
