import { z } from "zod";
import { dollars } from "../../sim/units/schema.js";
import { textFile } from "../../sim/units/text-file.js";
import { definePriceModel } from "./price-model.js";
import { readPriceTable } from "./price-table.js";

const dayMs = 86_400_000;

const column = (usual: string, about: string) => z.string().min(1).max(200).default(usual).describe(about);

/**
 * A path that was measured, or made up elsewhere. No measured one is shipped, since none that was looked at says that it may be
 * passed on.
 */
export const csv = definePriceModel({
  id: "csv",
  about: "a table of prices by day, newest or oldest first, from a file of the project or written in place",
  parameters: {
    data: textFile(["prices.csv", "date,price\n2026-01-01,0.05\n2026-01-02,0.06\n"]).describe(
      "a file, or the table itself: a line with the names of its columns, then a line a day",
    ),
    dates: column("date", "column of the days"),
    prices: column(
      "price",
      "column of the prices; thousands may be set apart by the other sign, spaces or apostrophes",
    ),
    dateFormat: z
      .string()
      .max(60)
      .default("YYYY-MM-DD")
      .describe(
        "how days are written: YYYY, MM, M or MMM (Jan), DD or D, and what is between them; a time of the day behind it is left out",
      ),
    separator: z.enum(["comma", "semicolon", "tab"]).default("comma").describe("what is between two columns"),
    decimal: z.enum(["point", "comma"]).default("point").describe("what stands before the cents"),
    gaps: z
      .enum(["refuse", "hold", "interpolate"])
      .default("refuse")
      .describe(
        "what a day without a row is worth: refuse: such a table is refused; hold: as the day before; interpolate: on a straight line",
      ),
    currency: z.string().min(1).max(20).default("USD").describe("what the prices are in"),
    rate: dollars()
      .refine((usd) => usd > 0, "nothing would be worth anything; write a rate such as 1.08 USD")
      .optional()
      .describe("what one of the currency is worth, all along; needed unless that is USD"),
    after: z
      .enum(["refuse", "hold"])
      .default("refuse")
      .describe(
        "what a run that goes on after the last day does: refuse: such a run is refused; hold: the last price stays",
      ),
  },
  problems: ({ rate, ...format }) => {
    const { currency } = format;
    const read = readPriceTable(format);
    const unknown =
      currency !== "USD" && rate === undefined
        ? [{ parameter: "rate", message: `is missing; write what one ${currency} is worth, such as 1.08 USD` }]
        : currency === "USD" && rate !== undefined
          ? [{ parameter: "rate", message: "a dollar is worth a dollar; leave it out, or write another currency" }]
          : [];
    return read.ok ? unknown : [...read.problems, ...unknown];
  },
  create: ({ rate = 1, after, ...format }, { startMs, stepUs }) => {
    const read = readPriceTable(format);
    if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join("; "));
    const { firstMs, prices } = read.path;
    const beginsMs = startMs ?? firstMs;
    const priceAt = (ms: number): number =>
      prices[Math.max(0, Math.min(prices.length - 1, Math.floor((ms - firstMs) / dayMs)))] * rate;
    return {
      startsAtUsd: priceAt(beginsMs),
      next: (_priceUsd, { index }) => priceAt(beginsMs + Math.floor((index * stepUs) / 1000)),
      days: { firstMs, lastMs: after === "hold" ? Number.POSITIVE_INFINITY : firstMs + (prices.length - 1) * dayMs },
    };
  },
});
