/** One replication of a network before 2.1 (`lifecycle: trie`), from its first nodes to tables. */
import { createNetwork } from "../create-network.js";
import { eventTable, proverTable } from "../events/event-tables.js";
import { foldWorld } from "../invariants.js";
import { ringTable, shardTable } from "../metrics/final-tables.js";
import { seriesMetrics } from "../metrics/series.js";
import { SeriesRecorder } from "../metrics/series-recorder.js";
import type { Network } from "../network.js";
import { populate } from "../population/arrivals.js";
import type { RuleSwitches } from "../rule-sets.js";
import type { Scenario } from "../scenario/schema.js";
import { switchesOf } from "../scenario/switches.js";
import type { RunIdentity, Simulation } from "../simulation.js";
import { createCeremonyEra } from "./dawn/ceremony-era.js";
import { createIncrementEra } from "./dusk/increment-era.js";
import type { CreateEra, Era } from "./era.js";
import { checkEra } from "./invariants.js";
import { applyNodeChanges, beginNodes } from "./node-changes.js";
import { createOneShard } from "./one-shard.js";
import { tellEra } from "./story.js";
import { eraOperatorTable } from "./tables.js";
import { createRingEra } from "./v20/ring-era.js";

/** Which era a rule of emission belongs to; null for those of 2.1. */
function eraOf({ emissionRule }: RuleSwitches): CreateEra | null {
  if (emissionRule === "v20") return createRingEra;
  if (emissionRule === "dusk") return createIncrementEra;
  return emissionRule === "dawn" ? createCeremonyEra : null;
}

export function createEraSimulation(scenario: Scenario, run: RunIdentity): Simulation {
  const createEra = eraOf(switchesOf(scenario));
  if (createEra === null) throw new Error("lifecycle trie has no era of this emission rule: planOf refuses it");
  const { pace, first } = scenario.frames;
  const report = (reporting: Network): void => {
    era.beforeReport(first + Math.floor(reporting.kernel.nowUs / pace) + 1);
    recorder.record(reporting);
  };
  const known = { count: 0 };
  const step = (stepped: Network, frame: number): void => {
    stepped.world.frame = frame;
    applyNodeChanges(stepped, era.nodes, known, frame);
    era.stepFrame(frame);
  };
  const network = createNetwork(scenario, run, report, step);
  const { kernel, world } = network;
  createOneShard(network);
  const era: Era = createEra(network);
  const metrics = [...seriesMetrics, ...era.metrics];
  const recorder = new SeriesRecorder(metrics);
  populate(network);
  beginNodes(network, era.nodes, known, first + 1);
  network.wake(first + 1);
  kernel.schedule(network.kinds.report, 0, 0);
  let reachedUs = 0;
  return {
    horizonUs: scenario.horizon,
    get nowUs() {
      return reachedUs;
    },
    get frame() {
      return Math.floor(reachedUs / pace);
    },
    frameCount: Math.floor(scenario.horizon / pace),
    get eventCount() {
      return kernel.eventCount;
    },
    advance(untilUs) {
      const hasMore = kernel.runUntil(untilUs);
      reachedUs = hasMore ? Math.max(reachedUs, Math.min(untilUs, scenario.horizon)) : scenario.horizon;
      return hasMore;
    },
    finish() {
      world.frame = first + Math.floor(reachedUs / pace);
      era.beforeReport(world.frame + 1);
      era.settle?.(world.frame + 1);
      recorder.recordEnd(network, reachedUs);
      checkEra(network);
      foldWorld(network);
      return {
        tables: {
          series: recorder.table(),
          shards: shardTable(network),
          operators: eraOperatorTable(network),
          rings: ringTable(network),
          ...(network.log !== null && { events: eventTable(network), provers: proverTable(network) }),
        },
        metrics: metrics.map(({ name, unit, read }) => ({ name, unit, value: read(network) })),
        fingerprint: kernel.fingerprint.print(["events", "requests", "world"]),
        story: tellEra(network, era.metrics),
      };
    },
  };
}
