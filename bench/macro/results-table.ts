import Table from "cli-table3";
import { bytesText, countText, durationText } from "../../sim/units/readable.js";
import type { RowResult } from "./measurement.js";

const seconds = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} s`;
const verdict = (isMet: boolean | null): string => (isMet === null ? "" : isMet ? " ✓" : " ✗");

/** The table that `npm run bench` prints. */
export function resultsTable(results: readonly RowResult[]): string {
  const table = new Table({
    head: [
      "row",
      "simulated",
      "run",
      "simulating",
      "frames/s",
      "events",
      "events/s",
      "peak memory",
      "planned",
      "at most",
      "of",
    ],
    colAligns: ["left", "right", "right", "right", "right", "right", "right", "right", "right", "left", "right"],
    style: { head: [], border: [] },
  });
  for (const result of results) {
    table.push([
      result.name,
      durationText(result.simulatedS),
      seconds(result.runS),
      seconds(result.simulatingS),
      countText(result.frames / result.simulatingS),
      countText(result.events),
      countText(result.events / result.simulatingS),
      bytesText(result.peakRssBytes),
      `${seconds(result.plannedS)}, ${bytesText(result.plannedBytes)}, ${countText(result.plannedEvents)}`,
      `${result.requirement}${verdict(result.isMet)}`,
      result.repetitions,
    ]);
  }
  return table.toString();
}
