/** Which pictures are drawn from a metric: those that come out differently when nothing but the metric does. */
import { type Column, type Table, table } from "../../../sim/table/result-table.js";
import { issuance } from "./issuance.js";
import { operatorsAndPrice } from "./operators-and-price.js";
import { peersAndWorkers } from "./peers-and-workers.js";
import { ringOccupancy } from "./ring-occupancy.js";
import { shardsByHealth } from "./shards-by-health.js";
import { storedData } from "./stored-data.js";
import { tokenPrice } from "./token-price.js";
import { wireTraffic } from "./wire-traffic.js";
import { workPerIncrement } from "./work-per-increment.js";

/** Those over time; each is a part of `runPictures`. */
const overTime = [
  peersAndWorkers,
  shardsByHealth,
  ringOccupancy,
  workPerIncrement,
  wireTraffic,
  issuance,
  operatorsAndPrice,
  tokenPrice,
  storedData,
];

/** Names of pictures by the metrics given, in the order in which a reader wants them. */
export function picturesByMetric(metrics: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const usual = drawnFrom(seriesOf(metrics, undefined));
  return new Map(
    metrics.map((metric) => {
      const changed = drawnFrom(seriesOf(metrics, metric));
      return [metric, usual.filter(({ text }, k) => text !== changed[k].text).map(({ name }) => name)];
    }),
  );
}

const drawnFrom = (series: Table): readonly { readonly name: string; readonly text: string }[] =>
  overTime.map((draw) => {
    const { name, spec } = draw(series, "");
    return { name, text: JSON.stringify(spec) };
  });

/** Two rows, of one and two, but for twice that of the metric that is another. */
const seriesOf = (metrics: readonly string[], other: string | undefined): Table =>
  table([
    { name: "time_s", values: [0, 3600] },
    ...metrics.map((name): Column => ({ name, values: name === other ? [2, 4] : [1, 2] })),
  ]);
