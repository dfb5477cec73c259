/** Metrics as texts for the terminal: of one replication its value, of several the mean, and from where to where. */

/** A metric of one replication when it ended. */
export interface Measured {
  readonly name: string;
  readonly value: number | bigint | string | null;
}

/** The same with the unit of its value. */
export interface MeasuredWithUnit extends Measured {
  readonly unit: string;
}

/** Reads a metric of one replication as a plain number. */
type Read = (metric: string) => number;

/** A number with its thousands set apart. */
export const grouped = (count: number, decimals = 0): string => {
  const [whole, fraction] = count.toFixed(decimals).split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction === undefined ? "" : `.${fraction}`);
};

export class Amounts {
  readonly #reads: readonly Read[];

  /** `replications`: the metrics of each, all with the same names. */
  constructor(replications: readonly (readonly Measured[])[]) {
    this.#reads = replications.map((metrics) => {
      // Reached by key only, so the order of the Map never matters.
      const values = new Map(metrics.map(({ name, value }) => [name, value]));
      return (metric) => {
        const value = values.get(metric);
        if (value === undefined) throw new RangeError(`no metric ${metric}`);
        return Number(value);
      };
    });
  }

  /** The lines are those of one replication, or say that they are not. */
  heading(): string[] {
    const count = this.#reads.length;
    return count === 1 ? [] : [`Means of ${count} replications, in brackets the lowest and the highest of them:`];
  }

  /** An amount that is read or reckoned from metrics, in whole ones; small means of several replications to a tenth. */
  text(amount: (of: Read) => number): string {
    const values = this.#reads.map(amount);
    const [lowest, highest] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
    if (lowest === highest) return grouped(lowest);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return `${grouped(mean, mean < 100 ? 1 : 0)} (${grouped(lowest)} to ${grouped(highest)})`;
  }

  metric(name: string): string {
    return this.text((of) => of(name));
  }

  /** Whether it is so in any replication. */
  some(holds: (of: Read) => boolean): boolean {
    return this.#reads.some(holds);
  }
}
