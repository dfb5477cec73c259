/**
 * Kinds of operators, with what a machine of theirs is and costs: `profile:` of a class. All are assumptions, of the order
 * of list prices and of what is commonly paid; none was looked up in a publication. docs/economy.md has them as a table.
 */
import type { Costs } from "./money.js";

export interface Profile {
  readonly about: string;
  /** Where the figures are from. */
  readonly source: string;
  /** A machine: what it has, and how much faster a GPU makes its proofs (0: not at all). Told, and used by nothing at frame fidelity. */
  readonly machine: {
    readonly cores: number;
    readonly memoryGb: number;
    readonly diskGb: number;
    readonly uploadMbitPerS: number;
    readonly gpuFactor: number;
  };
  /** Taxes hang on who and where somebody is, and are in no profile. */
  readonly costs: Omit<Costs, "taxShare">;
}

const yearUs = 365 * 86_400_000_000;
/** The same for everybody: the talk says that GPUs do not help yet. */
const gpuFactor = 0;
/** Assumed: of the order of what households, businesses and industry in the United States paid in 2024; no publication was looked up. */
const energy = { residential: 0.1648, commercial: 0.1275, industrial: 0.0815 };
/** Dollars an hour of a month of 30 days. */
const perMonth = (usd: number): number => usd / 720;

export const profiles = {
  home: {
    about: "a small computer at home, behind less than 10 Mbit/s upward",
    source:
      "assumed: a mini PC by list price; energy as households in the United States pay; upload as the talk has it",
    machine: { cores: 8, memoryGb: 32, diskGb: 1000, uploadMbitPerS: 8, gpuFactor },
    costs: {
      hardwareUsd: 600,
      lifeUs: 4 * yearUs,
      powerW: 45,
      energyUsdPerKwh: energy.residential,
      hostingUsdPerHour: 0,
      resale: 0.5,
    },
  },
  hobbyist: {
    about: "a workstation bought for it, at home",
    source: "assumed: a desktop of 16 cores by list price; energy as households in the United States pay",
    machine: { cores: 16, memoryGb: 64, diskGb: 2000, uploadMbitPerS: 40, gpuFactor },
    costs: {
      hardwareUsd: 1500,
      lifeUs: 4 * yearUs,
      powerW: 150,
      energyUsdPerKwh: energy.residential,
      hostingUsdPerHour: 0,
      resale: 0.5,
    },
  },
  "data centre": {
    about: "a server of its own in a rack that is rented",
    source:
      "assumed: a server of 48 cores (the talk's mean of September 2024) and a rack unit by list price; energy as businesses in the United States pay",
    machine: { cores: 48, memoryGb: 256, diskGb: 8000, uploadMbitPerS: 1000, gpuFactor },
    costs: {
      hardwareUsd: 6000,
      lifeUs: 5 * yearUs,
      powerW: 350,
      energyUsdPerKwh: energy.commercial,
      hostingUsdPerHour: perMonth(50),
      resale: 0.3,
    },
  },
  "container farm": {
    about: "rented containers, paid by the month and given back at once",
    source:
      "assumed: a virtual server of 11 cores (the talk's mean of Dawn) by list price; energy and hardware are the landlord's",
    machine: { cores: 11, memoryGb: 24, diskGb: 400, uploadMbitPerS: 200, gpuFactor },
    costs: {
      hardwareUsd: 0,
      lifeUs: yearUs,
      powerW: 0,
      energyUsdPerKwh: 0,
      hostingUsdPerHour: perMonth(25),
      resale: 0,
    },
  },
  "large holder": {
    about: "many servers in a hall of its own, by somebody who holds tokens",
    source:
      "assumed: servers of 64 cores by list price, bought in number; energy as industry in the United States pays",
    machine: { cores: 64, memoryGb: 512, diskGb: 16_000, uploadMbitPerS: 10_000, gpuFactor },
    costs: {
      hardwareUsd: 7000,
      lifeUs: 5 * yearUs,
      powerW: 400,
      energyUsdPerKwh: energy.industrial,
      hostingUsdPerHour: perMonth(20),
      resale: 0.3,
    },
  },
  archive: {
    about: "a machine that keeps whatever there is",
    source:
      "assumed: a storage server with 100 TB of disks by list price; energy as businesses in the United States pay",
    machine: { cores: 32, memoryGb: 256, diskGb: 100_000, uploadMbitPerS: 1000, gpuFactor },
    costs: {
      hardwareUsd: 9000,
      lifeUs: 5 * yearUs,
      powerW: 450,
      energyUsdPerKwh: energy.commercial,
      hostingUsdPerHour: perMonth(100),
      resale: 0.3,
    },
  },
} as const satisfies Readonly<Record<string, Profile>>;

export const profileNames = Object.keys(profiles) as readonly (keyof typeof profiles)[];
