/** Metrics as texts for the terminal: of one replication its value, of several the mean with its interval. */

import { counted } from "../../../sim/units/readable.js";
import type { MetricKind } from "../../../sim/stats/metric-kind.js";
import { type Sample, sampleOf } from "../../../sim/stats/sample.js";

/** A metric of one replication when it ended. */
export interface Measured {
  readonly name: string;
  readonly kind?: MetricKind;
  readonly value: number | bigint | string | null;
}

/** The same with the unit of its value. */
export interface MeasuredWithUnit extends Measured {
  readonly unit: string;
}

/** Reads a metric of one replication as a plain number. */
type Read = (metric: string) => number;

/** The text of a metric that no replication has measured. */
export const notMeasured = "not measured";

/** A number with its thousands set apart. */
export const grouped = (count: number, decimals = 0): string => {
  const [whole, fraction] = count.toFixed(decimals).split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction === undefined ? "" : `.${fraction}`);
};

export class Amounts {
  readonly #reads: readonly Read[];
  readonly #kinds: ReadonlyMap<string, MetricKind | undefined>;

  /** `replications`: the metrics of each, all with the same names. */
  constructor(replications: readonly (readonly Measured[])[]) {
    this.#kinds = new Map(replications[0].map(({ name, kind }) => [name, kind]));
    this.#reads = replications.map((metrics) => {
      // Reached by key only, so the order of the Map never matters.
      const values = new Map(metrics.map(({ name, value }) => [name, value]));
      return (metric) => {
        const value = values.get(metric);
        if (value === undefined) throw new RangeError(`no metric ${metric}`);
        return value === null ? Number.NaN : Number(value);
      };
    });
  }

  /** The lines are those of one replication, or say that they are not. */
  heading(): string[] {
    const count = this.#reads.length;
    if (count === 1) return [];
    return [`Means of ${counted(count, "replication")} when they ended, in brackets the 95 % interval of each mean:`];
  }

  /**
   * An amount that is read or reckoned from metrics, in whole ones. Of several replications that differ it is the mean with
   * its interval, to a tenth where it is small, and in how many of them there was none.
   */
  text(amount: (of: Read) => number, kind: MetricKind | undefined = "count"): string {
    const sample = sampleOf(this.#reads.map(amount), kind) as Sample<number>;
    const { n, mean, lower95, upper95, lowest, highest, zeros } = sample;
    if (lowest === null || mean === null) return partlyMeasured(sample, this.#reads.length);
    if (lowest === highest) return grouped(lowest);
    const decimals = mean >= 100 ? 0 : mean >= 1 ? 1 : 2;
    const [from, to] = [lower95, upper95].map((bound) => grouped(bound!, decimals));
    const none = zeros === 0 ? "" : ` (0 in ${zeros} of ${n})`;
    return `${grouped(mean, decimals)} [${from}, ${to}]${none}`;
  }

  metric(name: string): string {
    return this.text((of) => of(name), this.#kinds.get(name));
  }

  /** Whether it is so in any replication. */
  some(holds: (of: Read) => boolean): boolean {
    return this.#reads.some(holds);
  }
}

/** Of replications some of which measured nothing. */
function partlyMeasured({ n, lowest, highest }: Sample<number>, replications: number): string {
  if (lowest === null || highest === null) return notMeasured;
  return `${grouped(lowest)} to ${grouped(highest)} (measured in ${n} of ${replications})`;
}
