/** One replication of gossip on several threads: the same events, tables and fingerprint as on one. */
import type { RunIdentity, RunResult, Simulation } from "../../sim/experiment/model.js";
import { shareState } from "../../sim/gossip/shared-state.js";
import { chooseWorkerCount } from "../../sim/parallel/choose-partitions.js";
import { LedParts } from "../../sim/parallel/lead-parts.js";
import type { Cuts } from "../../sim/parallel/partition.js";
import { cutsOf, lagUsOf } from "./division.js";
import { loadOf } from "./load.js";
import type { Overlay } from "./overlay.js";
import { addCounts, type GossipPartModel, partModel, type PartResult, type PartSetup, settledUs } from "./part.js";
import { resultOf } from "./result.js";
import type { GossipScenario } from "./schema.js";

const usPerS = 1e6;

/** In the form in which this module runs: TypeScript, or compiled. */
const module = new URL(import.meta.url.endsWith(".ts") ? "part.ts" : "part.js", import.meta.url);

/** Bytes that copies of messages may take, and of a message a node. Memory is taken as messages are under way. */
const [maxCopiesBytes, bytesPerCopy] = [4e9, 10];

/** Messages that may be under way at once. */
const maxUnderWay = (nodeCount: number): number =>
  Math.min(100_000, Math.max(16, Math.floor(maxCopiesBytes / bytesPerCopy / nodeCount)));

/**
 * As many threads as pay, up to `threads`. Null: one, or the network cannot be divided, or the run goes on from a stored
 * moment, is stored or watched, which one thread does.
 */
export function createDividedSimulation(
  scenario: GossipScenario,
  run: RunIdentity,
  { threads, overlay }: { readonly threads: number; readonly overlay: Overlay },
): Simulation | null {
  if (run.from !== undefined || run.observer !== undefined || run.isStored === true) return null;
  const lookaheadUs = lagUsOf(scenario, overlay);
  if (lookaheadUs === 0) return null;
  const eventsPerWindow = (loadOf(scenario).total * lookaheadUs) / scenario.horizon;
  const cuts = cutsOf(chooseWorkerCount({ eventsPerWindow, workers: threads }), overlay);
  return divide(scenario, run, { cuts, lookaheadUs, overlay });
}

/** Where a network is divided, and how far its parts are from each other. */
export interface Division {
  readonly cuts: Cuts;
  readonly lookaheadUs: number;
  readonly overlay: Overlay;
}

/** Null: there is but one part. */
export function divide(
  scenario: GossipScenario,
  { seed, replication, replay }: RunIdentity,
  { cuts, lookaheadUs, overlay }: Division,
): Simulation | null {
  const partCount = cuts.length - 1;
  if (partCount < 2) return null;
  const options = { scenario, seed, replication, replay, partCount };
  const led = new LedParts<PartSetup, PartResult, GossipPartModel>({
    module,
    cuts,
    replay,
    horizonUs: scenario.horizon,
    lookaheadUs,
    createOwn: (exchange) => partModel(options, { exchange, overlay }),
    setupOf: ({ assembly: { gossip, network } }) => ({
      ...options,
      shared: {
        state: shareState(gossip.state, maxUnderWay(gossip.state.nodeCount)),
        traffic: network.byNode.shareColumns(),
      },
    }),
  });
  return simulationOf(scenario, led);
}

function simulationOf(scenario: GossipScenario, led: LedParts<PartSetup, PartResult, GossipPartModel>): Simulation {
  const horizonUs = scenario.horizon;
  const frameCount = Math.ceil(horizonUs / usPerS);
  const { assembly, kernel } = led.own;
  const nowUs = (): number => (led.isOver ? horizonUs : Math.max(0, led.openUs - 1));

  function finish(): RunResult {
    const { fold, others } = led.end();
    assembly.gossip.settle(settledUs(led.exchange, scenario));
    for (const counted of others) addCounts(scenario, assembly, counted);
    for (const invariant of [assembly.network.invariant(), assembly.gossip.invariant()]) {
      const broken = invariant.check();
      if (broken !== null) kernel.fail(`${invariant.name}: ${broken}`);
    }
    return resultOf({ scenario, ...assembly, nowUs: nowUs() }, kernel, fold);
  }

  return {
    horizonUs,
    frameCount,
    get nowUs() {
      return nowUs();
    },
    get frame() {
      return Math.min(frameCount, Math.floor(nowUs() / usPerS));
    },
    advance(untilUs, maxEvents = Infinity) {
      // Threads lay out the network for themselves; whoever asks for so many events looks around meanwhile.
      if (maxEvents !== Infinity && !led.canBegin()) return true;
      // Windows are not divided: of however few events, one is gone through.
      const lastUs = maxEvents === Infinity ? untilUs : 0;
      do if (!led.next()) return false;
      while (nowUs() < lastUs);
      return true;
    },
    save() {
      throw new Error("a run on several threads is not stored");
    },
    finish,
  };
}
