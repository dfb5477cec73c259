/** What a metric is. */
import type { MetricKind } from "../../../sim/stats/metric-kind.js";
import type { Network } from "../../changes/network.js";
import type { Reading } from "./series-column.js";

/** What tells how near a network is to a larger value of a metric, in words and as a number that grows towards it. */
export interface Level {
  readonly about: string;
  /** Changes nothing. */
  readonly read: (network: Network) => number;
}

/** A figure of the whole network that can be read at any moment. */
export interface Metric {
  /** The same in columns, expectations, pictures and help. */
  readonly name: string;
  readonly unit: string;
  readonly about: string;
  /** What its values can be: intervals over replications keep to it. */
  readonly kind: MetricKind;
  /** A whole number of base units is a BigInt; everything else is exact as a plain number. Null: there is nothing to measure yet. */
  readonly read: (network: Network) => Reading;
  /** Counts what has happened since the start, and never falls; without it a metric is of the moment. */
  readonly isTotal?: true;
  /** Without it nothing tells how near a larger value is. */
  readonly level?: Level;
}

/** The same metric, which counts since the start. */
export const total = (one: Metric): Metric => ({ ...one, isTotal: true });

/** A count, unless another kind is said. */
export const metric = (
  name: string,
  unit: string,
  about: string,
  read: Metric["read"],
  kind: MetricKind = "count",
): Metric => ({ name, unit, about, kind, read });
