/** One replication of a scenario as whoever runs it sees it: what it is known by, what it is while it is under way, and what it gives. */
import type { SimTimeUs } from "../sim/units/quantity-types.js";
import type { Scene } from "../sim/experiment/scenes/scene.js";
import type { Looks } from "../sim/experiment/model.js";
import type { MetricKind } from "../sim/stats/metric-kind.js";
import type { Moment } from "../sim/scenario/timeline/moments.js";
import type { LongTable, Table } from "./output/metrics/columns.js";

export type { RunIdentity, StoredMoment } from "../sim/experiment/model.js";

/** What a replication gives when it ends. */
export interface RunResult {
  /** Events of the timeline that took effect. */
  readonly moments?: readonly Moment[];
  /** Events and provers only where the run keeps a log. */
  readonly tables: {
    readonly events?: LongTable;
    readonly provers?: Table;
    readonly series: LongTable;
    readonly shards: Table;
    readonly operators: Table;
    readonly rings: Table;
    readonly turns: Table;
    /** Only where the scenario asks for it (`report.allocations`), and its era has places. */
    readonly allocations?: LongTable;
    /** Only where the scenario has a timeline. */
    readonly timeline?: Table;
    /** A row an operator, only where the scenario asks for it. */
    readonly books?: Table;
    /** Only at message fidelity. */
    readonly traffic?: LongTable;
  };
  /** Values of the metrics when the run ended. */
  readonly metrics: readonly {
    readonly name: string;
    /** Null: nothing was measured. */
    readonly value: number | bigint | null;
    readonly unit: string;
    readonly kind: MetricKind;
  }[];
  readonly fingerprint: string;
  /** What happened, in lines for the terminal. */
  readonly summaryLines: readonly string[];
}

/** A replication under way. What comes out does not depend on where `advance` is asked to stop. */
export interface Simulation {
  readonly horizonUs: SimTimeUs;
  readonly nowUs: SimTimeUs;
  /** Frames stepped over so far, and in all. */
  readonly frame: number;
  readonly frameCount: number;
  /** Events handled so far. */
  readonly eventCount: number;
  /**
   * Simulates up to a time, in microseconds, and no more than so many events, which may end in the middle of a moment:
   * then `nowUs` is just before it. True if there is more to do.
   */
  advance(untilUs: SimTimeUs, maxEvents?: number): boolean;
  /** Everything that the run remembers, to go on from it. Changes nothing; not to be called after `finish`. */
  save(): Uint8Array<ArrayBuffer>;
  /** Ends the run where it stands and gives the state so far; of a moment that it stands in, what has happened of it. */
  finish(): RunResult;
  /** Metrics of the moment, while the run is under way. */
  readonly looks: Looks;
  /** What the network looks like now, by `networkSceneWords`. Changes nothing. */
  scene(): Scene;
}
