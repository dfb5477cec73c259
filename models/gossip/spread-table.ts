/** `spread.csv`: which share of those who were to hear had heard, by time since publication; of all, and of each region and class. */
import type { RunTables } from "../../sim/experiment/model.js";
import { table } from "../../sim/table/result-table.js";
import { msAt, sumOf } from "./delays.js";
import { groupsOf } from "./groups.js";
import type { ResultParts } from "./result.js";

/** Rows of a flow's spread at most. */
const spreadRows = 200;

interface SpreadRow {
  readonly flow: string;
  readonly of: string;
  readonly group: string;
  readonly ms: number;
  readonly share: number;
}

export function spreadTable({ scenario, overlay, tables }: ResultParts): RunTables["series"] {
  const groups = groupsOf(scenario, overlay);
  const regionCount = overlay.regions.names.length;
  const { deliveries } = tables.delays;
  const { expected } = tables.hearers;
  const rows = scenario.messages.flatMap(({ flow }, k): SpreadRow[] => {
    const first = k * groups.length;
    const ofRegions = Array.from({ length: regionCount }, (_, region) => first + region);
    const all = sumOf(deliveries, ofRegions);
    const lastMs = msAt(all, 1) ?? 0;
    const stepMs = Math.max(1, Math.ceil(lastMs / spreadRows));
    const curve = (of: string, group: string, counts: Float64Array, count: number): SpreadRow[] => {
      if (count === 0) return [];
      const found: SpreadRow[] = [];
      let heard = 0;
      for (let ms = 0; ms < lastMs; ms++) {
        heard += counts[ms];
        if ((ms + 1) % stepMs === 0 || ms === lastMs - 1)
          found.push({ flow, of, group, ms: ms + 1, share: heard / count });
      }
      return found;
    };
    return [
      ...curve("all", "all", all, tables.flows.expected[k]),
      ...groups.flatMap(({ of, name }, g) => curve(of, name, sumOf(deliveries, [first + g]), expected[first + g])),
    ];
  });
  return table([
    { name: "flow", values: rows.map(({ flow }) => flow) },
    { name: "grouped_by", values: rows.map(({ of }) => of) },
    { name: "group_name", values: rows.map(({ group }) => group) },
    { name: "elapsed_ms", values: rows.map(({ ms }) => ms) },
    { name: "heard_share", values: rows.map(({ share }) => share) },
  ]);
}
