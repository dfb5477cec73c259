/** What the page would have shown of a simulated network on a day, in the definitions of that day. */
import { column, type RunTables } from "../../models/index.js";
import type { CountColumn } from "./daily-table.js";
import { haltWithoutEmptySince, ringsByActiveSince, statusInEffectSince } from "./usable-days.js";

export type PageSeries = (column: CountColumn, day: { readonly date: string; readonly daysIn: number }) => number;

const dayS = 86_400;

/** Reads the series of a run; `shardsLeftOut` are those of the page that the run has not, all without any prover. */
export function pageSeries({ series }: RunTables, shardsLeftOut: (date: string) => number): PageSeries {
  const rows = new Map([...column(series, "time_s")].map((time, row) => [Number(time), row]));
  const read = (name: string, daysIn: number): number => {
    const row = rows.get(daysIn * dayS);
    if (row === undefined) throw new RangeError(`the run has no row at day ${daysIn}`);
    return Number(column(series, `page.${name}`)[row]);
  };
  return (name, { date, daysIn }) => {
    const of = (metric: string): number => read(metric, daysIn);
    const leftOut = shardsLeftOut(date);
    if (name === "unassigned") return of("unassigned") + leftOut;
    if (name === "halt") return of("halt") + (date < haltWithoutEmptySince ? of("unassigned") + leftOut : 0);
    if (name === "joining") return of("joining") + (date < statusInEffectSince ? of("staleJoining") : 0);
    if (/^ring\d$/.test(name) && date < ringsByActiveSince) return of(`joinedR${name.slice(1)}`);
    return of(name);
  };
}
