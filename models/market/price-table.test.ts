import { describe, expect, it } from "vitest";
import { readPriceTable, type TableFormat } from "./price-table.js";

const base: TableFormat = {
  data: "",
  dates: "date",
  prices: "price",
  dateFormat: "YYYY-MM-DD",
  separator: "comma",
  decimal: "point",
  gaps: "refuse",
  currency: "USD",
};
const read = (data: string, format: Partial<TableFormat> = {}) => readPriceTable({ ...base, data, ...format });

/** Prices by day, or what is wrong. */
function pricesOf(data: string, format?: Partial<TableFormat>): readonly number[] | string {
  const reading = read(data, format);
  return reading.ok
    ? reading.path.prices
    : reading.problems.map(({ parameter, message }) => `${parameter}: ${message}`).join("\n");
}

describe("a table of prices", () => {
  it("is read oldest or newest first, with the line ends of any system and empty lines", () => {
    expect(pricesOf("date,price\n2026-02-28,0.05\n2026-03-01,0.06\n")).toEqual([0.05, 0.06]);
    expect(pricesOf("date,price\r\n2026-03-01,0.06\r\n2026-02-28,0.05\r\n\r\n")).toEqual([0.05, 0.06]);
    expect(pricesOf("\u{feff}date,price\n2026-03-01,0.06")).toEqual([0.06]);
    const reading = read("date,price\n2026-02-28,0.05\n");
    expect(reading.ok && reading.path.firstMs).toBe(Date.UTC(2026, 1, 28));
  });

  it("sets thousands apart, with a sign of the currency, as pages give it out", () => {
    expect(pricesOf('date,price\n2026-01-01,"$1,234.56"\n2026-01-02,"12,345"\n')).toEqual([1234.56, 12_345]);
    expect(
      pricesOf("date;price\n2026-01-01;1.234,56\n2026-01-02;0,05 €\n", {
        separator: "semicolon",
        decimal: "comma",
        currency: "EUR",
      }),
    ).toEqual([1234.56, 0.05]);
    expect(pricesOf("date,price\n2026-01-01,5e-2\n")).toEqual([0.05]);
    expect(pricesOf('date,price\n2026-01-01,"1,23"\n')).toBe(
      'data: line 2: "1,23" is no price above 0 with a decimal point',
    );
  });

  it.each(["1 234.5", "1'234.5", "1’234.5", "1\u{a0}234.5", "1\u{202f}234.5", "USD 1234.5", "1234.5 USD"])(
    "sets thousands apart by spaces and apostrophes, and has names of currencies: %s",
    (price) => {
      expect(pricesOf(`date,price\n2026-01-01,${price}\n`)).toEqual([1234.5]);
    },
  );

  it.each(["1,234'567", "12 34", "1 2345", "1 234 56"])(
    "sets them apart by one sign, three digits each: %s",
    (price) => {
      expect(pricesOf(`date,price\n2026-01-01,"${price}"\n`)).toContain("is no price above 0");
    },
  );

  it("is refused where a thousand that nobody put in quotes falls apart into cells, and not for empty ones", () => {
    expect(pricesOf("date,price\n2026-01-01,1,234.5\n")).toContain("data: line 2: has 3 cells under 2 names");
    expect(pricesOf("date,price\n2026-01-01,1.5,\n")).toEqual([1.5]);
  });

  it("is refused where a price is in another currency, or beyond what can be counted with", () => {
    expect(pricesOf("date,price\n2026-01-01,€1.5\n")).toContain('"€1.5" is in €, and the table in USD');
    expect(pricesOf("date,price\n2026-01-01,1.5 EUR\n")).toContain('"1.5 EUR" is in EUR, and the table in USD');
    expect(pricesOf("date,price\n2026-01-01,1e-13\n")).toContain("those go from 1e-12 to 1000000000000000");
    expect(pricesOf(`date,price\n2026-01-01,${"9".repeat(20)}\n`)).toContain("is no price that can be counted with");
  });

  it("tells at once of lines that are wrong, of a day with two and of days without any", () => {
    const lines = ["2026-01-01,1", "2026-01-01,-3", "2026-01-02,2", "2026-01-05,3", "2026-01-04,4"];
    const found = String(pricesOf(`date,price\n${lines.join("\n")}\n`)).split("\n");
    expect(found.map((text) => text.slice(0, 31))).toEqual([
      'data: line 3: "-3" is no price ',
      "data: line 3: 2026-01-01 has a ",
      "data: line 5: 2 days are missin",
      "data: line 6: 2026-01-04 is out",
    ]);
    // A line that tells no day may be the one that is missing.
    expect(pricesOf("date,price\n2026-01-01,1\n2026-01-O2,2\n2026-01-03,3\n")).toBe(
      'data: line 3: "2026-01-O2" is no day as YYYY-MM-DD',
    );
  });

  it("is found by the names of its columns, and says the nearest of one that is not there", () => {
    const data = "Day,Close,Volume\n2026-01-01,0.05,7\n";
    expect(pricesOf(data, { dates: "Day", prices: "Close" })).toEqual([0.05]);
    expect(pricesOf(data, { dates: "Day", prices: "Cloze" })).toBe(
      "prices: there is no column Cloze; there are: Day, Close, Volume; did you mean Close?",
    );
    expect(pricesOf("date,price,price\n2026-01-01,1,2\n")).toBe("prices: 2 columns are called price");
  });

  it.each([
    ["DD.MM.YYYY", "28.02.2026"],
    ["M/D/YYYY", "2/28/2026"],
    ["MMM D YYYY", "Feb 28 2026"],
    ["D MMM YYYY", "28 February 2026"],
    ["YYYY-MM-DD", "2026-02-28T00:00:00.000Z"],
    ["YYYY-MM-DD", "2026-02-28 00:00:00 UTC"],
  ])("has days as %s: %s", (dateFormat, day) => {
    const reading = read(`date,price\n${day},1\n`, { dateFormat });
    expect(reading.ok && reading.path.firstMs).toBe(Date.UTC(2026, 1, 28));
  });

  it("is refused where a day is none, or its form", () => {
    expect(pricesOf("date,price\n2026-02-29,1\n")).toBe('data: line 2: "2026-02-29" is no day as YYYY-MM-DD');
    expect(pricesOf("date,price\n02/03/2026,1\n")).toContain("is no day as YYYY-MM-DD");
    expect(pricesOf("date,price\n2026-02-28,1\n", { dateFormat: "YYYY-MM" })).toContain(
      "dateFormat: YYYY-MM tells no day",
    );
    expect(pricesOf("date,price\n2026-02-28,1\n", { dateFormat: "YYYY.(DD" })).toContain("tells no day");
  });

  it("is refused where days are missing and nothing says what they are worth", () => {
    const data = "date,price\n2026-01-01,1\n2026-01-04,4\n";
    expect(pricesOf(data)).toBe(
      "data: line 3: 2 days are missing between 2026-01-01 and 2026-01-04; say with gaps: hold or gaps: interpolate what they are worth",
    );
    expect(pricesOf(data, { gaps: "hold" })).toEqual([1, 1, 1, 4]);
    expect(pricesOf(data, { gaps: "interpolate" })).toEqual([1, 2, 3, 4]);
    expect(pricesOf("date,price\n2026-01-04,4\n2026-01-01,1\n", { gaps: "hold" })).toEqual([1, 1, 1, 4]);
  });

  it("is refused where a day has two rows, or rows are in no order", () => {
    expect(pricesOf("date,price\n2026-01-01,1\n2026-01-01,2\n2026-01-02,2\n")).toBe(
      "data: line 3: 2026-01-01 has a price already, on line 2",
    );
    expect(pricesOf("date,price\n2026-01-02,1\n2026-01-01,2\n2026-01-03,2\n")).toContain("is out of order");
  });

  it.each(["0", "-1", "NaN", "inf", "", "n/a"])("is refused with a price of %s", (price) => {
    expect(pricesOf(`date,price\n2026-01-01,${price}\n`)).toContain("is no price above 0");
  });

  it("is no name of a file that nobody has read", () => {
    expect(pricesOf("prices.csv")).toContain("data: is the name of a file");
  });

  it("tells five mistakes and counts the rest, and what is missing of an empty one", () => {
    const lines = Array.from({ length: 9 }, () => "x,1").join("\n");
    expect(pricesOf(`date,price\n${lines}\n`)).toContain("data: and 4 more such lines");
    expect(pricesOf("date,price\n")).toBe("data: has no line with a day and a price below the names of its columns");
  });
});
