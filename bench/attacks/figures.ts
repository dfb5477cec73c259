/** What the sweeps behind docs/attacks.md come to: what junk is worth in each world, and what a machine earns in each form. */
import { join } from "node:path";
import { type LoadedScenario, loadScenario, simulate, sweep, type SweepResult } from "../../models/index.js";
import { type Cell, valuesOf } from "../../sim/table/result-table.js";
import { rootFolder } from "../root-folder.js";
import { forms, type MachineFigure } from "./machines.js";
import type { JunkFigure } from "./junk.js";

const secondsPerDay = 86_400;

const load = (name: string, { replications, set = [] }: FigureOptions): LoadedScenario =>
  loadScenario(join(rootFolder, "scenarios/attacks", `${name}.yaml`), {
    set: [...set, ...(replications === undefined ? [] : [`replications=${replications}`])],
  });

export interface FigureOptions {
  /** How many there are of each point; as many as the scenarios have unless given. */
  readonly replications?: number;
  /** Other values than those of the scenarios, as `path=value`. */
  readonly set?: readonly string[];
}

/** With junk less without it, in pairs that share their random numbers. */
export async function junkFigures(options: FigureOptions = {}): Promise<JunkFigure[]> {
  const rows = rowsOf(await sweep(load("junk-sweep", options), { workers: 1 }));
  const without = new Map(
    rows.filter((row) => row("attackers_0_bytes_mb") === 0).map((row) => [pairOf(row), net(row)]),
  );
  return rows
    .filter((row) => row("attackers_0_bytes_mb") > 0)
    .map((row) => ({
      worldGiB: row("shards_world_gib"),
      feeSink: row.text("switches_fee_sink"),
      replication: row("replication"),
      gainQuil: rounded(net(row) - without.get(pairOf(row))!),
    }));
}

const net = (row: Row): number => row("attack.won_quil[attacker=mallory]") - row("attack.fees_quil[attacker=mallory]");

const pairOf = (row: Row): string =>
  [row("shards_world_gib"), row.text("switches_fee_sink"), row("replication")].join("/");

/** Under 2.0.6, and under both rule sets of 2.1. */
export async function machineFigures(options: FigureOptions = {}): Promise<MachineFigure[]> {
  const present = load("machines", options);
  const rows = rowsOf(await sweep(present, { workers: 1 }));
  const old = load("machines-v2.0.6", options);
  const { replications: results } = await simulate(old, { workers: 1 });
  return [
    ...results.flatMap(({ replication, metrics }) =>
      forms.map((form) => ({
        rules: "v2.0.6",
        form,
        replication,
        quilPerMachineDay: perDay(old, Number(metrics.find((one) => one.name === rewardOf(form))?.value)),
      })),
    ),
    ...rows.flatMap((row) =>
      forms.map((form) => ({
        rules: row.text("rules"),
        form,
        replication: row("replication"),
        quilPerMachineDay: perDay(present, row(rewardOf(form))),
      })),
    ),
  ];
}

/** Of each class of `machines.yaml`. */
const machines = 16;

const perDay = (scenario: LoadedScenario, quil: number): number =>
  rounded(quil / machines / (scenario.scenario.horizon / 1e6 / secondsPerDay));

const rewardOf = (form: string): string => `operators.reward_quil[class=${form}]`;

/** A cell of a sweep: metrics, and what its point has of the swept fields, by their columns. */
interface Row {
  (column: string): number;
  text(column: string): string;
}

function rowsOf({ cells, estimates }: SweepResult): Row[] {
  const firstOfPoint = new Map<Cell, number>();
  valuesOf(estimates, "point").forEach((point, k) => firstOfPoint.has(point) || firstOfPoint.set(point, k));
  return Array.from({ length: cells.rowCount }, (_, k) => {
    const at = firstOfPoint.get(valuesOf(cells, "point")[k])!;
    const cell = (column: string): Cell =>
      cells.columns.some(({ name }) => name === column) ? valuesOf(cells, column)[k] : valuesOf(estimates, column)[at];
    return Object.assign((column: string) => Number(cell(column)), { text: (column: string) => String(cell(column)) });
  });
}

/** Six digits behind the point are more than any figure of the page has. */
const rounded = (quil: number): number => Math.round(quil * 1e6) / 1e6;
