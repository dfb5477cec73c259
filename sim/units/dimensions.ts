/** The kinds of quantity that scenario files write, and their units. */
import type { BitsPerSecond, Bytes, DurationUs } from "./quantity-types.js";
import { type Unit, unit } from "./unit.js";
import * as aliases from "./unit-aliases.js";

/** How the exact value becomes a number: a whole number, a whole BigInt, or the nearest double. */
export type Form = "integer" | "bigint" | "real";

export interface Dimension<Value extends number | bigint> {
  /** With its article: "a duration". */
  readonly what: string;
  /** The base unit's name in plural. */
  readonly base: string;
  readonly form: Form;
  /** Largest value, in base units. */
  readonly max: bigint;
  /** The base unit first. */
  readonly units: readonly Unit[];
  /** Units that values are printed in, the smallest first. */
  readonly printed: readonly string[];
  /** Units offered to whoever wrote none; zero is printed in the first. */
  readonly usual: readonly string[];
  /** Words and foreign symbols people write, and the unit they mean. */
  readonly aliases: ReadonlyMap<string, string>;
  readonly examples: readonly string[];
  /** Only there for the compiler: the type of the value. */
  readonly value?: Value;
}

const percent = (symbol: string, times: bigint, over = 1n): Unit => ({ symbol, times, over, places: 2 });
const largestSafe = BigInt(Number.MAX_SAFE_INTEGER);
const day = 86_400n;

/** Microseconds. A month is 30 days and a year 365 days, always. */
export const duration: Dimension<DurationUs> = {
  what: "a duration",
  base: "microseconds",
  form: "integer",
  max: largestSafe,
  units: [
    unit("us", 1n),
    unit("µs", 1n),
    unit("ms", 1_000n),
    unit("s", 1_000_000n),
    unit("min", 60_000_000n),
    unit("h", 3_600_000_000n),
    unit("d", day * 1_000_000n),
    unit("week", 7n * day * 1_000_000n),
    unit("weeks", 7n * day * 1_000_000n),
    unit("month", 30n * day * 1_000_000n),
    unit("months", 30n * day * 1_000_000n),
    unit("y", 365n * day * 1_000_000n),
  ],
  printed: ["us", "ms", "s", "min", "h", "d", "y"],
  usual: ["ms", "s"],
  aliases: aliases.duration,
  examples: ["50 ms", "10 s", "30 d"],
};

/** Bytes: kB is 1000 of them, KiB 1024. */
export const byteCount: Dimension<Bytes> = {
  what: "a size in bytes",
  base: "bytes",
  form: "integer",
  max: largestSafe,
  units: [
    unit("B", 1n),
    unit("kB", 1_000n),
    unit("MB", 1_000_000n),
    unit("GB", 1_000_000_000n),
    unit("TB", 1_000_000_000_000n),
    unit("PB", 1_000_000_000_000_000n),
    unit("KiB", 1n << 10n),
    unit("MiB", 1n << 20n),
    unit("GiB", 1n << 30n),
    unit("TiB", 1n << 40n),
    unit("PiB", 1n << 50n),
  ],
  printed: ["B", "kB", "KiB", "MB", "MiB", "GB", "GiB", "TB", "TiB", "PB", "PiB"],
  usual: ["kB", "MB"],
  aliases: aliases.byteCount,
  examples: ["19 kB", "2 MiB", "154.16 GB"],
};

/** Bits a second. */
export const bitRate: Dimension<BitsPerSecond> = {
  what: "a bandwidth",
  base: "bits a second",
  form: "integer",
  max: largestSafe,
  units: [
    unit("bit/s", 1n),
    unit("kbit/s", 1_000n),
    unit("Mbit/s", 1_000_000n),
    unit("Gbit/s", 1_000_000_000n),
    unit("Tbit/s", 1_000_000_000_000n),
    unit("B/s", 8n),
    unit("kB/s", 8_000n),
    unit("MB/s", 8_000_000n),
    unit("GB/s", 8_000_000_000n),
  ],
  printed: ["bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s"],
  usual: ["Mbit/s", "kbit/s"],
  aliases: aliases.bitRate,
  examples: ["10 Mbit/s", "800 kbit/s"],
};

/** A fraction from 0 to 1. */
export const share: Dimension<number> = {
  what: "a share",
  base: "share",
  form: "real",
  max: 1n,
  units: [unit("share", 1n), percent("%", 1n)],
  printed: ["%"],
  usual: ["%", "share"],
  aliases: aliases.share,
  examples: ["99.5 %", "0.995 share"],
};

/** Events a second. */
export const perTime: Dimension<number> = {
  what: "a number of events per time",
  base: "events a second",
  form: "real",
  max: largestSafe,
  units: [
    unit("/s", 1n),
    unit("/min", 1n, 60n),
    unit("/h", 1n, 3_600n),
    unit("/d", 1n, day),
    unit("/week", 1n, 7n * day),
    unit("/month", 1n, 30n * day),
    unit("/y", 1n, 365n * day),
  ],
  printed: ["/y", "/d", "/h", "/min", "/s"],
  usual: ["/d", "/s"],
  aliases: aliases.perTime,
  examples: ["40/d", "2.5/s"],
};

/**
 * Share a month of 30 days. A nominal rate: one period of another length is converted in proportion (12 %/y is
 * 12 % · 30 / 365 a month), and what compounds is the monthly share.
 */
export const growth: Dimension<number> = {
  what: "a growth",
  base: "share a month",
  form: "real",
  max: 1_000_000n,
  units: [percent("%/month", 1n), percent("%/d", 30n), percent("%/week", 30n, 7n), percent("%/y", 30n, 365n)],
  printed: ["%/month"],
  usual: ["%/month"],
  aliases: aliases.growth,
  examples: ["1.2 %/month", "15 %/y"],
};

/** US dollars. */
export const dollars: Dimension<number> = {
  what: "an amount of dollars",
  base: "dollars",
  form: "real",
  max: 10n ** 15n,
  units: [unit("USD", 1n)],
  printed: ["USD"],
  usual: ["USD"],
  aliases: aliases.dollars,
  examples: ["120 USD", "0.05 USD"],
};

/** US dollars an hour. A month is 30 days and a year 365 days, as of durations. */
export const dollarRate: Dimension<number> = {
  what: "dollars per time",
  base: "dollars an hour",
  form: "real",
  max: 10n ** 15n,
  units: [
    unit("USD/h", 1n),
    unit("USD/d", 1n, 24n),
    unit("USD/week", 1n, 7n * 24n),
    unit("USD/month", 1n, 30n * 24n),
    unit("USD/y", 1n, 365n * 24n),
  ],
  printed: ["USD/y", "USD/month", "USD/d", "USD/h"],
  usual: ["USD/month", "USD/h"],
  aliases: aliases.dollarRate,
  examples: ["5 USD/month", "0.02 USD/h"],
};

/** US dollars a kilowatt-hour: a price of energy. */
export const energyPrice: Dimension<number> = {
  what: "a price of energy",
  base: "dollars a kilowatt-hour",
  form: "real",
  max: 10n ** 15n,
  units: [unit("USD/kWh", 1n), unit("USD/MWh", 1n, 1000n)],
  printed: ["USD/MWh", "USD/kWh"],
  usual: ["USD/kWh"],
  aliases: aliases.energyPrice,
  examples: ["0.25 USD/kWh", "180 USD/MWh"],
};

/** Watts. */
export const power: Dimension<number> = {
  what: "a power",
  base: "watts",
  form: "real",
  max: 10n ** 15n,
  units: [unit("W", 1n), unit("kW", 1000n), unit("MW", 1_000_000n)],
  printed: ["W", "kW", "MW"],
  usual: ["W"],
  aliases: aliases.power,
  examples: ["120 W", "1.5 kW"],
};

/** A whole number of frames. */
export const frameCount: Dimension<number> = {
  what: "a number of frames",
  base: "frames",
  form: "integer",
  max: largestSafe,
  units: [unit("frames", 1n), unit("frame", 1n)],
  printed: ["frames"],
  usual: ["frames"],
  aliases: aliases.frameCount,
  examples: ["360 frames"],
};
