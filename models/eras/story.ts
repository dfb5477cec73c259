/** What happened in an older era, in a few lines for the terminal. */
import { unitsPerQuil } from "../../sim/units/brands.js";
import type { Metric } from "../metrics/series.js";
import type { Network } from "../network.js";

const grouped = (count: number | bigint): string =>
  String(typeof count === "number" ? Math.round(count) : count).replace(/\B(?=(\d{3})+$)/g, ",");

export function tellEra(network: Network, metrics: readonly Metric[]): string[] {
  const { totals, issuedUnits } = network.world;
  const issued = issuedUnits.get(0) / unitsPerQuil;
  return [
    `${grouped(totals.peers)} nodes with ${grouped(totals.workers)} cores: ${grouped(totals.peersOnline)} nodes online, ` +
      `${grouped(totals.active)} cores at work.`,
    ...metrics.map(({ name, unit, read }) => `${name}: ${grouped(read(network))} ${unit}`),
    `${grouped(issued)} QUIL issued.`,
  ];
}
