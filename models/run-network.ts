/** Runs a network that has begun: time, slices, and the result when it ends. The same in every era. */
import type { Looks } from "../sim/experiment/model.js";
import type { Scene } from "../sim/experiment/scenes/scene.js";
import type { SimTimeUs } from "../sim/units/quantity-types.js";
import { allocationTable } from "./output/metrics/allocation-table.js";
import { withClassRings } from "./output/metrics/class-rings.js";
import { eventTable, proverTable } from "./output/events/event-tables.js";
import type { Logged } from "./state/log/log-of.js";
import { recordOfAll } from "./state/log/record.js";
import { checkNetwork, foldWorld } from "./checks/invariants/all-invariants.js";
import { checkTables } from "./checks/invariants/report.js";
import { ringTable, shardTable } from "./output/metrics/final-tables.js";
import { foldTables } from "./output/metrics/fold-tables.js";
import { booksTable } from "./output/metrics/books-table.js";
import { concentrationMetrics } from "./output/metrics/concentration-metrics.js";
import { classMetrics } from "./output/metrics/class-metrics.js";
import { metricsOf } from "./output/metrics/metric-names.js";
import { operatorTable } from "./output/metrics/operator-table.js";
import { latestFrame } from "./output/metrics/issuance.js";
import type { Metric } from "./output/metrics/metric.js";
import type { SeriesRecorder } from "./output/metrics/series-recorder.js";
import { waitMetrics, waitsOf } from "./output/metrics/wait-metrics.js";
import type { Network } from "./changes/network.js";
import type { Table } from "./output/metrics/columns.js";
import type { Scenario } from "./scenario/schema.js";
import { closeBooks } from "./systems/population/looks.js";
import { redrawWhatIsToCome } from "./systems/population/redraw.js";
import type { RunIdentity, RunResult, Simulation, StoredMoment } from "./run.js";
import { restoreTimeline } from "./systems/timeline/change.js";
import { scheduleTimeline } from "./systems/timeline/schedule.js";
import { networkScene } from "./network-scene.js";
import { loadState, type RunState, saveState, stateOf } from "./stored-state.js";
import { momentsOfRun } from "./output/metrics/timeline-moments.js";
import { timelineSummary } from "./output/metrics/timeline-summary.js";
import { timelineTable } from "./output/metrics/timeline-table.js";
import { earnedLines } from "./output/metrics/earned-line.js";
import { turnSummary } from "./output/turns/turn-lines.js";
import { turnsOfRun } from "./output/turns/turns-of-run.js";
import { trafficTable } from "./output/metrics/traffic-table.js";
import { turnsTable } from "./output/turns/turns-table.js";
import { summaryLines } from "./output/metrics/summary-lines.js";

/** What a run is recorded by, and what completes it. */
export interface Closing {
  readonly recorder: SeriesRecorder;
  /** Completes all balances for the frames before `frame`. */
  settle(frame: number): void;
  /** Nothing more is simulated. */
  end(): void;
  /** Throws `InvariantError` where the last row does not add up. */
  checkRow(network: Network): void;
}

/** The network must have its genesis, and its first report is scheduled here; or it goes on `from` a moment, on a branch perhaps. */
export function runNetwork(
  network: Network,
  closing: Closing,
  { from, branch }: Pick<RunIdentity, "from" | "branch">,
): Simulation {
  const state = stateOf(network, closing.recorder);
  if (from === undefined) network.kernel.scheduleWithin(network.kinds.report, 0, 0);
  else goOn(network, state, from, { isBranch: branch !== undefined });
  return new NetworkRun(network, closing, state, from?.atUs ?? 0);
}

/**
 * A class, and its looks another: an object with getters of its own has a hidden class of its own, which the engine
 * keeps as old memory, and with it the whole network, until a garbage collection of all memory.
 */
class NetworkRun implements Simulation {
  readonly looks: Looks;
  readonly #network: Network;
  readonly #closing: Closing;
  readonly #state: RunState;
  #reachedUs: SimTimeUs;

  constructor(network: Network, closing: Closing, state: RunState, reachedUs: SimTimeUs) {
    this.#network = network;
    this.#closing = closing;
    this.#state = state;
    this.#reachedUs = reachedUs;
    this.looks = new NetworkLooks(network, this);
  }

  get horizonUs(): SimTimeUs {
    return this.#network.scenario.horizon;
  }

  get nowUs(): SimTimeUs {
    return this.#reachedUs;
  }

  get frame(): number {
    return this.#frameAt(this.#reachedUs);
  }

  get frameCount(): number {
    return this.#frameAt(this.horizonUs);
  }

  get eventCount(): number {
    return this.#network.kernel.eventCount;
  }

  advance(untilUs: SimTimeUs, maxEvents?: number): boolean {
    const { kernel, world } = this.#network;
    let hasMore: boolean;
    try {
      hasMore = kernel.runUntil(untilUs, maxEvents);
    } catch (error) {
      this.#closing.end();
      throw error;
    }
    // In the middle of a moment its frame may be over, and what comes with it not.
    const frameUs = world.clock.timeOf(world.frame);
    const latestUs = Math.max(this.#reachedUs, frameUs, Math.min(untilUs, kernel.nextUs - 1));
    this.#reachedUs = hasMore ? latestUs : this.horizonUs;
    return hasMore;
  }

  save(): Uint8Array<ArrayBuffer> {
    return saveState(this.#state);
  }

  scene(): Scene {
    return networkScene(this.#network);
  }

  finish(): RunResult {
    try {
      return endOf(this.#network, this.#closing, this.#reachedUs);
    } finally {
      this.#closing.end();
    }
  }

  #frameAt(timeUs: SimTimeUs): number {
    const { scenario, world } = this.#network;
    return world.clock.frameAt(timeUs) - scenario.frames.first;
  }
}

class NetworkLooks implements Looks {
  readonly #network: Network;
  readonly #run: Pick<Simulation, "horizonUs" | "nowUs">;

  constructor(network: Network, run: Pick<Simulation, "horizonUs" | "nowUs">) {
    this.#network = network;
    this.#run = run;
  }

  get nextUs(): SimTimeUs {
    const { every } = this.#network.scenario.report;
    return Math.min(this.#run.horizonUs, (Math.floor(this.#run.nowUs / every) + 1) * every);
  }

  valueOf(name: string): number | bigint | null {
    return metricCalled(this.#network, name).read(this.#network);
  }

  levelOf(name: string): number {
    const { level } = metricCalled(this.#network, name);
    if (level === undefined) throw new RangeError(`nothing tells how near a larger ${name} is`);
    return level.read(this.#network);
  }

  logRatio(): number {
    const { kernel, world } = this.#network;
    return world.tilt?.logRatioAt(kernel.nowUs) ?? 0;
  }
}

/** Throws `RangeError` for a metric that the run has not, or not before it is over. */
function metricCalled({ rules, scenario }: Network, name: string): Metric {
  const metric = metricsOf(rules, scenario).find((one) => one.name === name);
  if (metric === undefined) throw new RangeError(`no metric of a moment is called ${name}`);
  return metric;
}

/** What the timeline has changed so far is as it was, and what a fork adds to it is to come. */
function goOn(
  network: Network,
  state: RunState,
  { state: bytes, atUs }: StoredMoment,
  { isBranch }: { readonly isBranch: boolean },
): void {
  loadState(state, bytes);
  if (isBranch) redrawWhatIsToCome(network, atUs);
  restoreTimeline(network);
  scheduleTimeline(network);
}

/** An empty cell: there is nothing to measure. */
const measured = (value: number | bigint | string): number | bigint | null =>
  typeof value === "string" ? null : value;

/** The log's last rows: frames without a global one, from `frame` up to, not with, `value`. */
function logStalls(network: Logged): void {
  const { globalChain, frame } = network.world;
  for (const [start, end] of globalChain?.stallsBefore(frame + 1) ?? []) {
    const cause = { code: "few_archives" } as const;
    const why = "too few archives are online";
    const times = end - start;
    recordOfAll(network, { rule: "consensus.quorum", what: "no global frames", why, cause, times, value: end }, start);
  }
}

function endOf(network: Network, closing: Closing, reachedUs: number): RunResult {
  const { kernel, world, scenario } = network;
  // In the middle of a moment an idle frame of it has come, though the run has not reached its end.
  world.frame = Math.max(world.clock.frameAt(reachedUs), latestFrame(network));
  closing.settle(world.frame + 1);
  closeBooks(network, world.frame + 1, reachedUs);
  closing.recorder.recordEnd(network, reachedUs);
  network.wire?.report(reachedUs);
  checkNetwork(network, { areBooksClosed: true });
  logStalls(network);
  foldWorld(network);
  const tables = { shards: shardTable(network), operators: operatorTable(network), rings: ringTable(network) };
  closing.checkRow(network);
  checkTables(network, tables, closing.recorder);
  const series = closing.recorder.table();
  const turns = turnsTable(turnsOfRun(network, series), (frame) => world.clock.timeOf(frame));
  // Runs without a timeline publish, and fold, no table of it, unless a fault of the wire began.
  const dated = {
    ...((scenario.timeline !== undefined || world.timeline.happened.count > 0) && { timeline: timelineTable(network) }),
    ...(scenario.report.books && { books: booksTable(network) }),
    ...(network.wire !== null && { traffic: trafficTable(network, network.wire) }),
  };
  // What a log adds is left out: whether anybody keeps one changes no fingerprint.
  foldTables(kernel.fingerprint, [
    ["series", series],
    ...Object.entries(tables),
    ["turns", turns],
    ...Object.entries(dated),
  ]);
  const metrics = metricsOf(network.rules, scenario).map(({ name, unit, kind, read }) => ({
    name,
    unit,
    kind,
    value: read(network),
  }));
  const waits = waitsOf(network, reachedUs);
  const allocations = allocationTable(network);
  const result = {
    tables: {
      series,
      ...tables,
      shards: withClassRings(network, tables.shards),
      turns,
      ...dated,
      ...(allocations !== null && { allocations }),
      ...(network.log !== null && { events: eventTable(network), provers: proverTable(network) }),
    },
    metrics: [
      ...metrics,
      ...waitMetrics(scenario).map(({ name, unit, kind, read }) => ({ name, unit, kind, value: read(waits) })),
      ...concentrationMetrics(scenario).map(({ name, unit, kind, read }) => ({
        name,
        unit,
        kind,
        value: read(network),
      })),
      ...classMetrics(scenario).map(({ name, unit, kind, read }) => ({
        name,
        unit,
        kind,
        value: measured(read(tables.operators)),
      })),
    ],
    moments: momentsOfRun(network),
    fingerprint: kernel.print(["events", "requests", "world", "tables"]),
  };
  return withSummary(result, scenario, { turns, metrics, operators: tables.operators, timeline: dated.timeline });
}

/** What the summary is told from. */
interface Ended extends Pick<RunResult, "metrics"> {
  readonly turns: Table;
  readonly operators: Table;
  readonly timeline: Table | undefined;
}

/** The summary is told when somebody reads it, which no sweep does; it must not keep the network alive until then. */
function withSummary(
  result: Omit<RunResult, "summaryLines">,
  scenario: Scenario,
  { turns, metrics, operators, timeline }: Ended,
): RunResult {
  let lines: readonly string[] | undefined;
  return {
    ...result,
    get summaryLines() {
      return (lines ??= [
        ...turnSummary(turns),
        ...summaryLines([metrics], scenario),
        ...earnedLines(operators),
        ...(timeline === undefined ? [] : timelineSummary(timeline)),
      ]);
    },
  };
}
