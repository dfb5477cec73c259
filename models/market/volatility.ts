/** How much a price moves, as scenarios write it. */
import { growth, quantityField } from "../../sim/units/schema.js";
import type { Dimension } from "../../sim/units/dimensions.js";
import type { Unit } from "../../sim/units/unit.js";

const percent = (symbol: string, times: bigint, over = 1n): Unit => ({ symbol, times, over, places: 2 });

/** √365, by which what is said of a day is said of a year. */
const daysToYear = { times: 191_049_731_745_428_003n, over: 10_000_000_000_000_000n };

/**
 * Standard deviation of the logarithm of the price after a year, as a share; it grows with the square root of time, so that
 * `4 % a day` is `76.4 % a year`.
 */
const volatility: Dimension<number> = {
  what: "a volatility",
  base: "share a year",
  form: "real",
  max: 100n,
  units: [percent("% a year", 1n), percent("% a day", daysToYear.times, daysToYear.over)],
  printed: ["% a year"],
  usual: ["% a year", "% a day"],
  aliases: new Map([
    ...["%", "%/y", "%/year", "% p.a.", "% per year", "%/√y"].map((word) => [word, "% a year"] as const),
    ...["%/d", "%/day", "% per day", "%/√d"].map((word) => [word, "% a day"] as const),
  ]),
  examples: ["80 % a year", "4 % a day"],
};

/** A field: the deviation of the logarithm after a year, from `80 % a year`. */
export const volatilityField = () => quantityField(volatility);

/** Months of 30 days in a year of 365. */
const monthsAYear = 365 / 30;

/** Fields of a price whose expectation grows or falls, and what they come to: the rate of the expectation, a year. */
export const trendFields = {
  growth: growth().prefault("0 %/y").describe("how fast the expected price grows, compounded all the time; assumption"),
  decline: growth().prefault("0 %/y").describe("how fast it falls instead"),
};

export const trendOf = ({ growth: up, decline }: { readonly growth: number; readonly decline: number }): number =>
  (up - decline) * monthsAYear;

/** One of the two says nothing. */
export const trendProblems = ({ growth: up, decline }: { readonly growth: number; readonly decline: number }) =>
  up > 0 && decline > 0
    ? [{ parameter: "decline", message: "the expected price cannot grow and fall at once; write one of the two" }]
    : [];
