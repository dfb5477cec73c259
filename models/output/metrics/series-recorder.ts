import type { StateReader } from "../../../sim/table/state-reader.js";
import type { StateSink, Stored } from "../../../sim/table/stored.js";
import type { Network } from "../../changes/network.js";
import type { LongTable } from "./columns.js";
import type { Metric } from "./metric.js";
import { seriesMetrics } from "./series.js";
import { type Reading, SeriesColumn } from "./series-column.js";

/** Collects one row of all metrics at every report step. */
export class SeriesRecorder implements Stored {
  /** Names of the metrics, in the order of the columns. */
  readonly names: readonly string[];
  /** Columns whose values may be below zero. */
  readonly balances: readonly number[];
  readonly #frames = new SeriesColumn();
  readonly #timeS = new SeriesColumn();
  #rowCount = 0;
  readonly #metrics: readonly Metric[];
  readonly #values: readonly SeriesColumn[];

  /** `metrics`: what each row holds, all metrics of 2.1 unless given. */
  constructor(metrics: readonly Metric[] = seriesMetrics) {
    this.#metrics = metrics;
    this.#values = metrics.map(() => new SeriesColumn());
    this.names = metrics.map(({ name }) => name);
    this.balances = metrics.flatMap(({ kind }, column) => (kind === "balance" ? [column] : []));
  }

  get rowCount(): number {
    return this.#rowCount;
  }

  /** Reads all metrics now. */
  record(network: Network, timeUs = network.kernel.nowUs): void {
    this.#rowCount++;
    this.#frames.push(network.world.clock.frameAt(timeUs));
    this.#timeS.push(timeUs / 1_000_000);
    this.#metrics.forEach(({ read }, k) => this.#values[k].push(read(network)));
  }

  /** Adds the row of the end, unless a report has just been made then. */
  recordEnd(network: Network, timeUs: number): void {
    if (this.#timeS.last() !== timeUs / 1_000_000) this.record(network, timeUs);
  }

  /** Value of the n-th metric in the row that was recorded last; null: nothing was measured. */
  lastValue(column: number): Reading {
    const last = this.#values[column]?.last();
    if (last === undefined) throw new RangeError(`no row has a metric ${column}`);
    return last;
  }

  save(to: StateSink): void {
    to.number("rowCount", this.#rowCount);
    to.part("frames", this.#frames);
    to.part("time", this.#timeS);
    this.#values.forEach((column, k) => to.part(this.names[k], column));
  }

  load(from: StateReader): void {
    this.#rowCount = from.number("rowCount");
    from.part("frames", this.#frames);
    from.part("time", this.#timeS);
    this.#values.forEach((column, k) => from.part(this.names[k], column));
  }

  table(): LongTable {
    const columns = [
      { name: "frame", values: this.#frames.values() },
      { name: "time_s", values: this.#timeS.values() },
      ...this.#metrics.map(({ name }, k) => ({ name, values: this.#values[k].values() })),
    ];
    return { columns, rowCount: this.#rowCount };
  }
}
