import type { Network } from "../network.js";
import { type Column, type Table, table } from "./columns.js";
import { type Metric, seriesMetrics } from "./series.js";

/** Collects one row of all metrics at every report step. */
export class SeriesRecorder {
  readonly #frames: number[] = [];
  readonly #timeS: number[] = [];
  readonly #metrics: readonly Metric[];
  readonly #values: (number | bigint)[][];

  /** `metrics`: what each row holds, all metrics of 2.1 unless told. */
  constructor(metrics: readonly Metric[] = seriesMetrics) {
    this.#metrics = metrics;
    this.#values = metrics.map(() => []);
  }

  get rowCount(): number {
    return this.#frames.length;
  }

  /** Reads all metrics now. */
  record(network: Network, timeUs = network.kernel.nowUs): void {
    const { pace, first } = network.scenario.frames;
    this.#frames.push(first + Math.floor(timeUs / pace));
    this.#timeS.push(timeUs / 1_000_000);
    this.#metrics.forEach(({ read }, k) => this.#values[k].push(read(network)));
  }

  /** Adds the row of the end, unless a report has just been made then. */
  recordEnd(network: Network, timeUs: number): void {
    if (this.#timeS.at(-1) !== timeUs / 1_000_000) this.record(network, timeUs);
  }

  /** The row that was recorded last, by the names of its metrics. */
  lastRow(): { readonly names: readonly string[]; readonly value: (name: string) => number | bigint } {
    const indexOf = new Map(this.#metrics.map(({ name }, k) => [name, k]));
    const value = (name: string): number | bigint => {
      const values = this.#values[indexOf.get(name) ?? -1] as (number | bigint)[] | undefined;
      const last = values?.at(-1);
      if (last === undefined) throw new RangeError(`no row has a metric ${name}`);
      return last;
    };
    return { names: this.#metrics.map(({ name }) => name), value };
  }

  table(): Table {
    const columns: Column[] = [
      { name: "frame", values: this.#frames },
      { name: "time_s", values: this.#timeS },
      ...this.#metrics.map(({ name }, k) => ({ name, values: this.#values[k] })),
    ];
    return table(columns);
  }
}
