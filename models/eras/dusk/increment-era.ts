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
import { duskReward } from "../../protocol/emission/dusk-reward.js";
import { duskFloorIncrement } from "../../protocol/emission/dusk-work.js";
import type { Metric } from "../../output/metrics/series.js";
import { logOfProver } from "../../state/log/log-of.js";
import type { Network } from "../../changes/network.js";
import { duskSchema } from "../../scenario/eras.js";
import type { Era } from "../era.js";
import { credit } from "../credit.js";
import { setServing } from "../one-shard.js";
import { incrementsOf, type ProvingSpell } from "../../protocol/emission/dusk-proving.js";

interface DuskNode {
  readonly squaringsPerS: number;
  /** Number of the next increment, as far as credited. */
  increment: number;
  /** The running spell; null while the node is off. */
  spell: ProvingSpell | null;
}

export function createIncrementEra(network: Network): Era {
  const { world, scenario, draws } = network;
  const { provers, totals } = world;
  const { pace } = scenario.frames;
  const { squaringsPerMs, spread, firstIncrement } = scenario.dusk ?? duskSchema.parse({});
  const nodes: DuskNode[] = [];
  let increments = 0;

  // A draw so far above the median that its squarings would not add up exactly is cut; see range-refusals.ts.
  const fastest = Math.floor(2 ** 53 / Math.max(1_000_000, 2 * (scenario.horizon / 1_000_000)));
  const speedOf = (prover: number): number => {
    const drawn = logNormal(draws.nodes.purpose("proving speed").cursor(prover), {
      median: 1000 * squaringsPerMs,
      sigma: spread,
    });
    return Math.min(fastest, Math.max(1, Math.round(drawn)));
  };

  /** Pays what the node has completed in all frames before `frame`. */
  function settleOne(prover: number, frame: number): void {
    const node = nodes[prover];
    if (node.spell === null) return;
    const next = node.spell.first + incrementsOf(node.spell, frame, pace);
    const done = next - node.increment;
    node.increment = next;
    increments += done;
    credit(world, prover, duskReward(BigInt(done), BigInt(provers.workers[prover])));
  }

  function beginSpell(prover: number, frame: number): void {
    const { increment, squaringsPerS } = nodes[prover];
    nodes[prover].spell = { first: increment, sinceFrame: frame, squaringsPerS };
    setServing(network, { prover, cores: provers.workers[prover], by: 1 });
  }

  /** Units a frame at the speeds and the work of the moment, for pictures; what is paid is counted by increments. */
  function updateRate(): void {
    const paceS = pace / 1_000_000;
    const rate = nodes.reduce((sum, { spell, squaringsPerS, increment }, prover) => {
      if (spell === null) return sum;
      return sum + (1_200_000 * provers.workers[prover] * squaringsPerS * paceS) / duskDifficulty(increment);
    }, 0);
    totals.unitsPerFrame = Math.floor(rate);
  }

  const proving = (): DuskNode[] => nodes.filter(({ spell }) => spell !== null);
  const mean = (of: (node: DuskNode) => number): number => {
    const present = proving();
    return present.length === 0 ? 0 : present.reduce((sum, node) => sum + of(node), 0) / present.length;
  };
  const metrics: readonly Metric[] = [
    {
      name: "dusk.increments",
      unit: "increments",
      about: "proof increments completed by all nodes since the start",
      read: () => increments,
    },
    {
      name: "dusk.incrementMean",
      unit: "increments",
      about: "number of the increment that the nodes online are at, on average",
      read: () => mean(({ increment }) => increment),
    },
    {
      name: "dusk.workPerIncrement",
      unit: "squarings",
      about: "work of the next increment, mean over the nodes online (emission.dusk.difficulty)",
      read: () => mean(({ increment }) => duskDifficulty(increment)),
    },
    {
      name: "dusk.nodesAtFloor",
      unit: "nodes",
      about: "nodes online whose work has reached its floor: they are at increment 700,000 or beyond",
      read: () => proving().filter(({ increment }) => increment >= duskFloorIncrement).length,
    },
  ];

  return {
    metrics,
    nodes: {
      begin(prover, frame) {
        nodes[prover] = { squaringsPerS: speedOf(prover), increment: firstIncrement, spell: null };
        const value = nodes[prover].squaringsPerS;
        logOfProver(network, prover, frame)?.("emission.dusk.difficulty", "has speed", "squarings a second", { value });
        beginSpell(prover, frame);
      },
      goOff(prover, frame) {
        settleOne(prover, frame);
        nodes[prover].spell = null;
        setServing(network, { prover, cores: provers.workers[prover], by: -1 });
      },
      comeBack: beginSpell,
      changeCores(prover, frame, cores) {
        // The proof in progress is paid by the cores that it ends with.
        settleOne(prover, frame);
        if (nodes[prover].spell === null) return;
        setServing(network, { prover, cores: provers.workers[prover], by: -1 });
        setServing(network, { prover, cores, by: 1 });
      },
    },
    // Increments complete by themselves.
    stepFrame: () => undefined,
    beforeReport(frame) {
      for (let prover = 0; prover < nodes.length; prover++) settleOne(prover, frame);
      world.issuedUntil = frame;
      updateRate();
    },
  };
}
