/**
 * The network of Dawn (1.4.0 to 1.4.18): ceremony rounds, one after the other. Everybody who takes part in a round of p
 * gets 161 · 2^(p − 1) QUIL (the code) or 161 · log2(p) (the readme; switch `dawnReward`). How long a round takes, how
 * many can take part and that a lot decides who does, the scenario assumes.
 */
import { unitsPerQuil } from "../../protocol/ground/token.js";
import { dawnCeremonyDoubling, dawnCeremonyLogarithmic } from "../../protocol/emission/dawn-ceremony.js";
import { chosenByLot } from "../../protocol/ground/lots.js";
import type {
  Network,
  EventEngine,
  FrameSchedule,
  RandomDraws,
  RuledWorld,
  RulesInForce,
  ScenarioGiven,
} from "../../changes/network.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { dawnSchema } from "../../scenario/eras.js";
import { eraTable } from "../../state/era-tables.js";
import { credit } from "../credit.js";
import type { Era } from "../era.js";
import { type NodeHandling, nodeSystems } from "../node-systems.js";
import { beginWithOneShard, changeServing, countFreeCores, createOneShard, setServing } from "../one-shard.js";
import type { Logged } from "../../state/log/log-of.js";

/** Units for each participant of a round of `participants` ≥ 1; the logarithm is cut to whole units. */
export function roundReward(participants: number, { dawnReward }: Pick<RuleSwitches, "dawnReward">): bigint {
  if (dawnReward === "doubling") return dawnCeremonyDoubling(participants) * unitsPerQuil;
  return BigInt(Math.floor(dawnCeremonyLogarithmic(participants) * Number(unitsPerQuil)));
}

const nodes: NodeHandling = { begin: takePart, goOff: stepBack, comeBack: takePart, changeCores };

export const ceremonyEra: Era = {
  systems: [
    ...nodeSystems(nodes),
    { step: 2, rule: "emission.dawn.ceremony", title: "ceremony rounds", run: holdRounds },
  ],
  createGenesis(network) {
    createOneShard(network);
    beginWithOneShard(network, nodes);
  },
  beforeReport(network, frame) {
    // Rounds issue at once; the amount a frame is their average, for pictures.
    network.world.issuedUntil = frame;
    countFreeCores(network);
  },
  settle(network, frame) {
    this.beforeReport(network, frame);
  },
  // Rounds are credited at once.
  settleProver: () => undefined,
  publicRate: ({ world }) => world.totals.unitsPerFrame,
  checkSample: () => undefined,
};

function takePart(network: RuledWorld, prover: number): void {
  const { world } = network;
  eraTable(world, "ceremony").add(prover);
  setServing(network, { prover, cores: world.nodes.workers[world.provers.node[prover]], by: 1 });
}

function stepBack(network: RuledWorld, prover: number): void {
  const { world } = network;
  eraTable(world, "ceremony").remove(prover);
  setServing(network, { prover, cores: world.nodes.workers[world.provers.node[prover]], by: -1 });
}

function changeCores(network: RuledWorld, prover: number, _frame: number, cores: number): void {
  if (eraTable(network.world, "ceremony").indexOf[prover] >= 0) changeServing(network, prover, cores);
}

/** Holds the rounds that end with this frame, and lets that of the next one be stepped. */
function holdRounds(
  network: RulesInForce & ScenarioGiven & Logged & FrameSchedule & RandomDraws & EventEngine,
  frame: number,
): void {
  const { first, pace } = network.scenario.frames;
  const { round } = assumptionsOf(network);
  const ceremony = eraTable(network.world, "ceremony");
  const frameOfRound = (number: number): number => first + Math.max(1, Math.ceil((number * round) / pace));
  while (frameOfRound(ceremony.rounds + 1) <= frame) holdRound(network, frame);
  network.wake(frameOfRound(ceremony.rounds + 1));
}

function holdRound(network: RulesInForce & ScenarioGiven & Logged & RandomDraws & EventEngine, frame: number): void {
  const { world, rules, draws, kernel, log, scenario } = network;
  const { round, participants: maxParticipants } = assumptionsOf(network);
  const ceremony = eraTable(world, "ceremony");
  ceremony.rounds++;
  const count = Math.min(maxParticipants, ceremony.online.length);
  ceremony.participants = count;
  ceremony.eachUnits = count === 0 ? 0n : roundReward(count, rules);
  const lots = draws.provers.purpose("ceremony lot");
  const chosen = chosenByLot(ceremony.online, count, (prover) => lots.uniform(prover, ceremony.rounds));
  for (const prover of chosen) {
    credit(world, prover, ceremony.eachUnits);
    log?.record({
      frame,
      rule: "emission.dawn.ceremony",
      prover,
      shard: 0,
      what: "took part",
      why: "a ceremony round ended",
      other: ceremony.rounds,
    });
  }
  kernel.fingerprint.word(count);
  const units = ceremony.eachUnits * BigInt(count);
  world.totals.unitsPerFrame = Number((units * BigInt(scenario.frames.pace)) / BigInt(round));
}

const assumptionsOf = ({ scenario }: Pick<Network, "scenario">) => scenario.dawn ?? dawnSchema.parse({});
