/** What is measured, and what is required of it. */

export interface MacroRow {
  readonly name: string;
  /** Relative to the root of the project. */
  readonly scenario: string;
  /** In place of the scenario's own. */
  readonly horizon?: string;
  /** How often it is measured; the rows take turns, so that a busy minute does not fall on one alone. */
  readonly repetitions: number;
  /** What is required, in words, and at most how many seconds and bytes a whole run may take. */
  readonly requirement: string;
  readonly mostSeconds?: number;
  readonly mostBytes?: number;
  /** At most this many times as long to simulate as the row of that name. */
  readonly mostTimes?: { readonly row: string; readonly factor: number };
}

export const macroRows: readonly MacroRow[] = [
  {
    name: "launch",
    scenario: "scenarios/launch.yaml",
    repetitions: 1,
    requirement: "60 s, 1.5 GB",
    mostSeconds: 60,
    mostBytes: 1.5e9,
  },
  {
    name: "mainnet-2026-03",
    scenario: "scenarios/mainnet-2026-03.yaml",
    repetitions: 1,
    requirement: "40 s",
    mostSeconds: 40,
  },
  {
    name: "steady-month",
    scenario: "bench/scenarios/steady.yaml",
    horizon: "30 d",
    repetitions: 3,
    requirement: "–",
  },
  {
    name: "steady-year",
    scenario: "bench/scenarios/steady.yaml",
    horizon: "365 d",
    repetitions: 3,
    requirement: "4 × steady-month",
    mostTimes: { row: "steady-month", factor: 4 },
  },
];
