/** Benchmark rows that are measured by a script of their own, in a process of its own. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import Table from "cli-table3";
import type { Group, GroupResult } from "./group.js";
import { besideReferenceLoop } from "./reference-loop.js";

/** What a script measured, by name. */
export type Figures = Readonly<Record<string, number>>;

export interface Probe {
  readonly name: string;
  /** A compiled script, relative to this folder, and its arguments; it prints one line of JSON, of which numbers count. */
  readonly script: string;
  readonly args?: readonly string[];
  /** Options of the engine for that process. */
  readonly engine?: readonly string[];
  readonly requirement: string;
  /** Whether the figures are good enough; null if nothing is required of them. */
  readonly isMet: (figures: Figures) => boolean | null;
}

export interface ProbeColumn {
  readonly head: string;
  readonly figure: string;
  readonly text: (value: number) => string;
}

export interface ProbeGroup {
  readonly name: string;
  readonly probes: readonly Probe[];
  readonly columns: readonly ProbeColumn[];
  /** Lines below the table; a row that was not asked for is missing from `figures`. */
  readonly remarks?: (figures: ReadonlyMap<string, Figures>) => readonly string[];
}

export function probeGroup({ name, probes, columns, remarks = () => [] }: ProbeGroup): Group {
  return {
    name,
    rowNames: probes.map((probe) => probe.name),
    run: (names, say) => {
      const figures = new Map<string, Figures>();
      const rows = probes.filter((probe) => names.includes(probe.name));
      for (const probe of rows) {
        say(probe.name);
        const { result, loopNs } = besideReferenceLoop(() => measure(probe));
        figures.set(probe.name, { ...result, loopNs });
      }
      return resultOf(rows, { columns, figures, remarks: remarks(figures) });
    },
  };
}

function measure({ name, script, args = [], engine = [] }: Probe): Figures {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, [...engine, path, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`${name}: the measurement ended with exit code ${status}`);
  const printed = JSON.parse(stdout) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(printed).flatMap(([key, value]) => (typeof value === "number" ? [[key, value]] : [])),
  );
}

interface Measured {
  readonly columns: readonly ProbeColumn[];
  readonly figures: ReadonlyMap<string, Figures>;
  readonly remarks: readonly string[];
}

/** A human-readable rate: `8.1 M/s`. */
export const millionsText = (perS: number): string => `${(perS / 1e6).toFixed(1)} M/s`;

const loopColumn: ProbeColumn = { head: "loop", figure: "loopNs", text: (ns) => `${ns.toFixed(1)} ns` };

const verdicts = { true: " ✓", false: " ✗", null: "" };

function resultOf(probes: readonly Probe[], { columns: ownColumns, figures, remarks }: Measured): GroupResult {
  const columns = [...ownColumns, loopColumn];
  const table = new Table({
    head: ["row", ...columns.map(({ head }) => head), "required"],
    colAligns: ["left", ...columns.map(() => "right" as const), "left"],
    style: { head: [], border: [] },
  });
  const results = probes.map(({ name, requirement, isMet }) => {
    const measured = figures.get(name)!;
    const met = isMet(measured);
    const cells = columns.map(({ figure, text }) => (measured[figure] === undefined ? "" : text(measured[figure])));
    table.push([name, ...cells, `${requirement}${verdicts[`${met}`]}`]);
    return { name, ...measured, requirement, isMet: met };
  });
  return { text: [table.toString(), ...remarks].join("\n"), results };
}
