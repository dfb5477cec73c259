/**
 * The network of Dawn (1.4.0 to 1.4.18): ceremony rounds, one after the other. Everybody who takes part in a round of p
 * gets 161 · 2^(p − 1) QUIL (the code) or 161 · log2(p) (the readme; switch `dawnReward`). How long a round takes, how
 * many can take part and that a lot decides who does, the scenario assumes.
 */
import { unitsPerQuil } from "../../../sim/units/brands.js";
import { dawnCeremonyDoubling, dawnCeremonyLogarithmic } from "../../protocol/emission/dawn-ceremony.js";
import { chosenByLot } from "../../protocol/ground/lots.js";
import type { Metric } from "../../output/metrics/series.js";
import type { Network } from "../../changes/network.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { dawnSchema } from "../../scenario/eras.js";
import { credit } from "../credit.js";
import type { Era } from "../era.js";
import { setServing } from "../one-shard.js";

/** Units for each participant of a round of `participants` ≥ 1; the logarithm is cut to whole units. */
export function roundReward(participants: number, { dawnReward }: Pick<RuleSwitches, "dawnReward">): bigint {
  if (dawnReward === "doubling") return dawnCeremonyDoubling(participants) * unitsPerQuil;
  return BigInt(Math.floor(dawnCeremonyLogarithmic(participants) * Number(unitsPerQuil)));
}

export function createCeremonyEra(network: Network): Era {
  const { world, scenario, rules, draws, kernel, log } = network;
  const { provers, totals } = world;
  const { pace, first } = scenario.frames;
  const { round, participants: maxParticipants } = scenario.dawn ?? dawnSchema.parse({});
  /** Nodes online, in any order that a run repeats, and the index of each in that list; −1: not online. */
  const online: number[] = [];
  const indexOf: number[] = [];
  const last = { rounds: 0, participants: 0, eachUnits: 0n };

  const frameOfRound = (number: number): number => first + Math.max(1, Math.ceil((number * round) / pace));

  function add(prover: number): void {
    indexOf[prover] = online.push(prover) - 1;
    setServing(network, { prover, cores: provers.workers[prover], by: 1 });
  }

  function remove(prover: number): void {
    const moved = online.pop() as number;
    if (moved !== prover) {
      online[indexOf[prover]] = moved;
      indexOf[moved] = indexOf[prover];
    }
    indexOf[prover] = -1;
    setServing(network, { prover, cores: provers.workers[prover], by: -1 });
  }

  function holdRound(frame: number): void {
    last.rounds++;
    const count = Math.min(maxParticipants, online.length);
    last.participants = count;
    last.eachUnits = count === 0 ? 0n : roundReward(count, rules);
    const lots = draws.nodes.purpose("ceremony lot");
    const chosen = chosenByLot(online, count, (prover) => lots.uniform(prover, last.rounds));
    for (const prover of chosen) {
      credit(world, prover, last.eachUnits);
      log?.record({
        frame,
        rule: "emission.dawn.ceremony",
        prover,
        shard: 0,
        what: "took part",
        why: "a ceremony round ended",
        other: last.rounds,
      });
    }
    kernel.fingerprint.word(count);
    const units = last.eachUnits * BigInt(count);
    totals.unitsPerFrame = Number((units * BigInt(pace)) / BigInt(round));
  }

  return {
    metrics: metricsOf(last),
    nodes: {
      begin: add,
      goOff: remove,
      comeBack: add,
      changeCores(prover, _frame, cores) {
        if (indexOf[prover] < 0) return;
        setServing(network, { prover, cores: provers.workers[prover], by: -1 });
        setServing(network, { prover, cores, by: 1 });
      },
    },
    stepFrame(frame) {
      while (frameOfRound(last.rounds + 1) <= frame) holdRound(frame);
      network.wake(frameOfRound(last.rounds + 1));
    },
    beforeReport(frame) {
      // Rounds issue at once; the amount a frame is their average, for pictures.
      world.issuedUntil = frame;
    },
  };
}

function metricsOf(last: {
  readonly rounds: number;
  readonly participants: number;
  readonly eachUnits: bigint;
}): readonly Metric[] {
  return [
    { name: "dawn.rounds", unit: "rounds", about: "ceremony rounds since the start", read: () => last.rounds },
    {
      name: "dawn.participants",
      unit: "nodes",
      about: "participants of the latest round",
      read: () => last.participants,
    },
    {
      name: "dawn.rewardEach_quil",
      unit: "QUIL",
      about: "what each participant of the latest round got (emission.dawn.ceremony)",
      read: () => Number(last.eachUnits) / Number(unitsPerQuil),
    },
  ];
}
