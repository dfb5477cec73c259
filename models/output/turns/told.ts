/** What turns are told from, and how they call things. */
import type { EventEngine, RulesInForce, ScenarioGiven } from "../../changes/network.js";
import { type HappeningWords, wordsOf } from "../../scenario/timeline/happened.js";
import type { Logged } from "../../state/log/log-of.js";
import { Phase } from "../../state/timeline.js";
import type { LongTable } from "../metrics/columns.js";
import type { Counted } from "./bursts.js";

/** A network that has come to its end, and what was written of it. */
export type Ended = RulesInForce & ScenarioGiven & Logged & EventEngine;

export interface Told {
  readonly network: Ended;
  readonly ledger: Counted;
  readonly series: LongTable;
  /** Largest numbers of shards in the grid, of nodes and of active allocations in any row of the series. */
  readonly most: { readonly shards: number; readonly nodes: number; readonly active: number };
  /** First frame and last of the run. */
  readonly frames: { readonly first: number; readonly last: number };
  /** The row of a frame, the first of several; undefined: none is of it. */
  readonly rowOf: (frame: number) => number | undefined;
  /** Largest value of each metric less its smallest; 0 where it has none, or the same throughout. */
  readonly rangeOf: (metric: string) => number;
}

export function toldOf(network: Ended, series: LongTable): Told {
  const most = (metric: string): number => columnOf(series, metric).reduce<number>((a, b) => Math.max(a, Number(b)), 0);
  return {
    network,
    ledger: network.world.ledger,
    series,
    most: { shards: most("shard.count"), nodes: most("population.peers"), active: most("population.workersActive") },
    frames: { first: network.scenario.frames.first, last: network.world.frame },
    ...lookUps(series),
  };
}

/** Made when something is looked up first: most runs have no step that asks. */
function lookUps(series: LongTable): Pick<Told, "rowOf" | "rangeOf"> {
  let rows: ReadonlyMap<number, number> | undefined;
  let ranges: ReadonlyMap<string, number> | undefined;
  return {
    rowOf: (frame) => (rows ??= rowsByFrame(series)).get(frame),
    rangeOf: (metric) =>
      (ranges ??= new Map(series.columns.map(({ name, values }) => [name, rangeOf(values)]))).get(metric) ?? 0,
  };
}

function rowsByFrame(series: LongTable): ReadonlyMap<number, number> {
  const rows = new Map<number, number>();
  for (const [row, frame] of columnOf(series, "frame").entries())
    if (!rows.has(Number(frame))) rows.set(Number(frame), row);
  return rows;
}

function rangeOf(values: ArrayLike<number | bigint | string>): number {
  let [least, most] = [Infinity, -Infinity];
  for (let row = 0; row < values.length; row++) {
    const value = Number(values[row]);
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return most > least ? most - least : 0;
}

/** A column of the series; empty where the run has no such metric. */
export const columnOf = ({ columns }: LongTable, name: string): readonly (number | bigint)[] =>
  Array.from((columns.find((column) => column.name === name)?.values ?? []) as ArrayLike<number | bigint>);

export const valueAtEnd = ({ series }: Told, metric: string): number => Number(columnOf(series, metric).at(-1) ?? 0);

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

export const className = ({ network }: Told, operatorClass: number): string =>
  network.scenario.operators[operatorClass]?.class ?? "";

/** `prover 5 (senior)`. */
export function proverName(told: Told, prover: number): string {
  const { nodes, provers } = told.network.world;
  return `prover ${prover} (${className(told, nodes.operatorClass[provers.node[prover]])})`;
}

/** The first entry of the timeline, or fault, that took effect in these frames; null: none did. */
export function happenedBetween({ network }: Told, from: number, until: number): HappeningWords | null {
  const { happened } = network.world.timeline;
  for (let row = 0; row < happened.count; row++) {
    if (happened.phase[row] === Phase.ends || happened.frame[row] > until || happened.frame[row] < from) continue;
    const words = wordsOf(network.scenario, happened.entry[row]);
    if (words !== null) return words;
  }
  return null;
}

/** The same in words; empty: none did. */
export function entryBetween(told: Told, from: number, until: number): string {
  const words = happenedBetween(told, from, until);
  if (words === null) return "";
  return words.given === undefined ? words.text : `${words.given}, ${words.text}`;
}
