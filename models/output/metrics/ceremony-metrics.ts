import { waitQuantile } from "../../../sim/stats/survival.js";
import { eraTable } from "../../state/era-tables.js";
import type { Metric } from "./metric.js";

const hourUs = 3_600_000_000;

/** A wait of contributions that are done, by the share of them that waited no longer; 0 before the first. */
const waitOf = (name: string, share: number, about: string): Metric => ({
  name: `ceremony.wait${name}_hours`,
  unit: "hours",
  about: `time from arriving until the contribution began, ${about} those that are done (to 1.6 %); 0 before the first`,
  kind: "duration",
  read: ({ world }) => {
    const counted = eraTable(world, "coordinator").waits.counted();
    const waits = counted.map(({ span, count }) => ({ span: span / 3600, count, isOver: true }));
    return waitQuantile(waits, share) ?? 0;
  },
});

/** Metrics of the ceremony of 2023: its line. */
export const ceremonyMetrics: readonly Metric[] = [
  {
    name: "ceremony.contributions",
    unit: "contributions",
    about: "contributions done since the start, each worth a voucher (emission.genesisClaims)",
    kind: "count",
    isTotal: true,
    read: ({ world }) => eraTable(world, "coordinator").done,
  },
  {
    name: "ceremony.waiting",
    unit: "nodes",
    about: "contributors who stand in line or contribute",
    kind: "count",
    read: ({ world }) => eraTable(world, "coordinator").waiting,
  },
  waitOf("Median", 0.5, "for half of"),
  waitOf("P90", 0.9, "for 90 % of"),
  waitOf("P99", 0.99, "for 99 % of"),
  {
    name: "ceremony.waitLongest_hours",
    unit: "hours",
    about: "the longest of these waits",
    kind: "duration",
    read: ({ world }) => eraTable(world, "coordinator").longestUs / hourUs,
  },
];
