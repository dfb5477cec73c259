import { describe, expect, it } from "vitest";
import { table } from "../../table/result-table.js";
import { cellText, tableHtml } from "./table-html.js";
import { maxRows, reportTable } from "./table-rows.js";

describe("cells of a report", () => {
  it("are numbers as people read them, and empty where nothing was measured", () => {
    const cells = [0, 2024, 12_345, -1_234_567, 0.1 + 0.2, 12_345.678, -0.5, 1e-9, 1e21, 2n ** 60n, NaN, null, "home"];
    expect(cells.map(cellText)).toEqual([
      "0",
      "2024",
      "12,345",
      "-1,234,567",
      "0.3",
      "12,345.7",
      "-0.5",
      "1e-9",
      "1e+21",
      "1,152,921,504,606,846,976",
      "",
      "",
      "home",
    ]);
  });
});

describe("a table of a report", () => {
  const parts = [
    table([
      { name: "replication", values: Int32Array.of(0, 0) },
      { name: "operator_class", values: ["<home>", "centre"] },
      { name: "nodes", values: [12_345, 7] },
    ]),
  ] as const;

  it("has a button in each heading, the exact value behind what is shown, and no markup from a result", () => {
    const html = tableHtml(reportTable("operators", parts), 3);
    expect(html).toContain('<th scope="col" aria-sort="none"><button type="button">operator_class<');
    expect(html).toContain('<td class="number" data-value="12345">12,345</td>');
    expect(html).toContain("<td>&lt;home&gt;</td>");
    expect(html).not.toContain("replication");
    expect(html).toContain('<details class="table" open>');
  });

  it("stays off paper where it is too wide, and says so there", () => {
    const columns = Array.from({ length: 15 }, (_, k) => ({ name: `c${k}`, values: [k] }));
    expect(tableHtml(reportTable("wide", [table(columns)]), 0)).toContain("wide is too wide for paper: wide.csv.");
    expect(tableHtml(reportTable("fits", [table(columns.slice(1))]), 0)).not.toContain("for paper");
  });

  it("says where its other rows are when it is cut, and which replication a row is of", () => {
    const long = table([
      { name: "replication", values: new Int32Array(150) },
      { name: "job", values: Int32Array.from({ length: 150 }, (_, row) => row) },
    ]);
    const cut = reportTable("jobs", [long, long]);
    expect(cut).toMatchObject({ rowCount: 300, columns: ["replication", "job"], file: "jobs.csv" });
    expect(cut.rows).toHaveLength(maxRows);
    const html = tableHtml(cut, 0);
    expect(html).toContain("The first 200 of 300 rows.");
    expect(html).toContain("jobs.csv");
    expect(html).toContain('<details class="table">');
  });
});
