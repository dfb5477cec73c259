import type { Network } from "../network.js";
import type { LongTable } from "./columns.js";
import { type Metric, seriesMetrics } from "./series.js";
import { SeriesColumn } from "./series-column.js";

/** Collects one row of all metrics at every report step. */
export class SeriesRecorder {
  readonly #frames = new SeriesColumn();
  readonly #timeS = new SeriesColumn();
  #rowCount = 0;
  readonly #metrics: readonly Metric[];
  readonly #names: readonly string[];
  readonly #values: readonly SeriesColumn[];
  readonly #columns: ReadonlyMap<string, SeriesColumn>;

  /** `metrics`: what each row holds, all metrics of 2.1 unless told. */
  constructor(metrics: readonly Metric[] = seriesMetrics) {
    this.#metrics = metrics;
    this.#values = metrics.map(() => new SeriesColumn());
    this.#names = metrics.map(({ name }) => name);
    this.#columns = new Map(metrics.map(({ name }, k) => [name, this.#values[k]]));
  }

  get rowCount(): number {
    return this.#rowCount;
  }

  /** Reads all metrics now. */
  record(network: Network, timeUs = network.kernel.nowUs): void {
    const { pace, first } = network.scenario.frames;
    this.#rowCount++;
    this.#frames.push(first + Math.floor(timeUs / pace));
    this.#timeS.push(timeUs / 1_000_000);
    this.#metrics.forEach(({ read }, k) => this.#values[k].push(read(network)));
  }

  /** Adds the row of the end, unless a report has just been made then. */
  recordEnd(network: Network, timeUs: number): void {
    if (this.#timeS.last() !== timeUs / 1_000_000) this.record(network, timeUs);
  }

  /** The row that was recorded last, by the names of its metrics. */
  lastRow(): { readonly names: readonly string[]; readonly value: (name: string) => number | bigint } {
    const value = (name: string): number | bigint => {
      const last = this.#columns.get(name)?.last();
      if (last === undefined) throw new RangeError(`no row has a metric ${name}`);
      return last;
    };
    return { names: this.#names, value };
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
