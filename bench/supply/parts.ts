/** The parts of the supply from 2023 to 2033, each a run that begins with what the one before ends with. */
import { join } from "node:path";
import { loadScenario, simulate } from "../../models/index.js";
import { valuesOf } from "../../sim/table/result-table.js";
import { startOfDayMs } from "../../sim/units/civil-date.js";
import { rootFolder } from "../root-folder.js";

/** What a part comes to, by its rows. */
export interface SupplyPart {
  readonly name: string;
  /** When each row is, milliseconds since 1970. */
  readonly timesMs: readonly number[];
  /** Supply, QUIL; and what a day issues, null where that was not measured. */
  readonly supplyQuil: readonly number[];
  readonly perDayQuil: readonly (number | null)[];
  /** What the supply is said to be when it begins, QUIL. */
  readonly givenQuil: number;
}

/** From the root of the repository, in the order of time. */
export const pastFiles = [
  "scenarios/supply/1-ceremony.yaml",
  "scenarios/supply/2-dusk.yaml",
  "scenarios/supply/3-v2.0-start.yaml",
  "scenarios/supply/4-v2.0.yaml",
] as const;
export const futureFile = "scenarios/economy/supply-2033.yaml";

export async function pastParts(): Promise<readonly SupplyPart[]> {
  const parts: SupplyPart[] = [];
  for (const file of pastFiles) parts.push(await partOf(file, file.slice("scenarios/supply/".length, -".yaml".length)));
  return parts;
}

/** To the end of 2033, with data that grow by so much. */
export const futureOf = (growth: string): Promise<SupplyPart> =>
  partOf(futureFile, `data + ${growth.replace("/", " a ")}`, [`shards.growth=${growth}`]);

export async function partOf(file: string, name: string, set: readonly string[] = []): Promise<SupplyPart> {
  const loaded = loadScenario(join(rootFolder, file), { set });
  const { replications } = await simulate(loaded, { workers: 1 });
  const { series } = replications[0].tables;
  const startMs = startOfDayMs(loaded.scenario.date ?? "") ?? Number.NaN;
  return {
    name,
    timesMs: Array.from(valuesOf(series, "time_s"), (seconds) => startMs + Number(seconds) * 1000),
    supplyQuil: Array.from(valuesOf(series, "supply_total_quil"), Number),
    perDayQuil: Array.from(valuesOf(series, "emission_issued_per_day_quil"), (value) =>
      value === null || value === "" ? null : Number(value),
    ),
    givenQuil: Number(loaded.scenario.issuance.supply / 8_000_000_000n),
  };
}
