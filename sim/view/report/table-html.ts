/** Tables of a report: numbers as people read them, each heading a button that sorts. */
import { counted } from "../../units/readable.js";
import { escaped } from "./html.js";
import type { ReportCell, ReportTable } from "./parts.js";

/** A table of more rows is folded up until somebody opens it. */
const maxOpenRows = 100;

/** A table of more columns does not fit on paper. */
const maxPrintedColumns = 14;

/** The `k`-th table of a page. */
export function tableHtml(table: ReportTable, k: number): string {
  const { title, about, columns, rows, rowCount, file } = table;
  const isWide = columns.length > maxPrintedColumns;
  const isNumeric = columns.map((_, column) => rows.every((row) => isNumberOrNone(row[column])));
  const head = columns.map(
    (name) =>
      `<th scope="col" aria-sort="none"><button type="button">${escaped(name)}<span class="arrow" aria-hidden="true"></span></button></th>`,
  );
  const body = rows.map(
    (row, number) =>
      `<tr data-row="${number}">${columns.map((_, column) => cellHtml(row[column], isNumeric[column])).join("")}</tr>`,
  );
  const cut = rowCount > rows.length ? ` The first ${grouped(rows.length)} of ${counted(rowCount, "row")}.` : "";
  const where =
    file === undefined || (cut === "" && rows.length <= maxOpenRows) ? "" : ` All of it, with every digit: ${file}.`;
  const note = `${about}${cut}${where}`.trim();
  return [
    ...(isWide
      ? [`<p class="on-paper">${escaped(title)} is too wide for paper: ${escaped(file ?? "see the page")}.</p>`]
      : []),
    `<details class="table${isWide ? " wide" : ""}"${rows.length <= maxOpenRows ? " open" : ""}>`,
    `<summary><h3 id="table-${k}">${escaped(title)}</h3> <span class="quiet">${grouped(rowCount)} ${rowCount === 1 ? "row" : "rows"}</span></summary>`,
    ...(note === "" ? [] : [`<p class="quiet">${escaped(note)}</p>`]),
    `<div class="scroll" role="region" aria-label="Table of ${escaped(title)}" tabindex="0"><table class="sortable">`,
    `<thead><tr>${head.join("")}</tr></thead>`,
    `<tbody>\n${body.join("\n")}\n</tbody></table></div>`,
    "</details>",
  ].join("\n");
}

const isNumberOrNone = (cell: ReportCell): boolean => typeof cell !== "string" || cell === "";

/** The value stands beside the text where a reader's form of it could not be sorted. */
function cellHtml(cell: ReportCell, isNumeric: boolean): string {
  const text = cellText(cell);
  const value = valueText(cell);
  const exact = text === value || text === "" ? "" : ` data-value="${escaped(value)}"`;
  return `<td${isNumeric ? ' class="number"' : ""}${exact}>${escaped(text)}</td>`;
}

/** What a column is sorted by. */
function valueText(cell: ReportCell): string {
  if (cell === null) return "";
  const value = typeof cell === "object" ? cell.value : cell;
  return typeof value === "number" && !Number.isFinite(value) ? "" : String(value);
}

/** A cell for people: six digits of what is no whole number, commas between thousands. */
export function cellText(cell: ReportCell): string {
  if (cell === null) return "";
  if (typeof cell === "string") return cell;
  if (typeof cell === "bigint") return grouped(cell);
  if (typeof cell === "object") return cell.text;
  if (!Number.isFinite(cell)) return "";
  if (Number.isInteger(cell) && Math.abs(cell) < 1e15) return grouped(cell);
  const short = String(Number(cell.toPrecision(6)));
  return short.includes("e") ? short : groupedDecimal(short);
}

/** Years and other small numbers stay as they are. */
const grouped = (whole: number | bigint | string): string => {
  const text = String(whole);
  return /^-?\d{5,}$/.test(text) ? text.replaceAll(/\B(?=(\d{3})+$)/g, ",") : text;
};

function groupedDecimal(text: string): string {
  const [whole, ...decimals] = text.split(".");
  return [grouped(whole), ...decimals].join(".");
}
