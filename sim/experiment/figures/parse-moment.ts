/** Reads the moment of a figure, `2033`, `2033-01-01`, `3 y`, from where a cursor is. */
import { dateMs, startOfDayMs } from "../../units/civil-date.js";
import * as dimensions from "../../units/dimensions.js";
import { parseQuantity } from "../../units/quantity.js";
import type { Dated } from "../../scenario/timeline/moments.js";
import type { Cursor } from "./cursor.js";
import { figureMessages as messages } from "./messages.js";
import type { RunMoment } from "./run-moment.js";

const dayForm = /^\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2})?(?![\w:-])/;
/** Not a number of something else: of what stands behind a figure no word is a unit. */
const yearForm = /^\d{4}(?![\w.-]|\s*(?!(?:within|beyond|in|and|or)\b)[A-Za-zµ])/;
const spanForm = /^(\d+(?:\.\d+)?)\s*([A-Za-zµ]+)/;
/** What is told of something else: up to where a figure ends. */
const otherForm = /^[^\s),@<>=!]*/;

/** `dated`: what is known of the scenario; with it a date is refused where the run has none. */
export function parseMoment(cursor: Cursor, dated: Dated | undefined): RunMoment {
  cursor.skip();
  const written = [dayForm, yearForm, spanForm].map((form) => form.exec(cursor.rest)?.[0]);
  const [day, year, span] = written;
  const text = day ?? year ?? span ?? otherForm.exec(cursor.rest)?.[0] ?? "";
  const moment = day === undefined ? (year === undefined ? spanOf(span) : yearOf(year)) : dayOf(day);
  if (typeof moment === "string") cursor.fail(cursor.at, text.length, moment);
  if (moment === undefined) cursor.fail(cursor.at, text.length, messages.badMoment(text));
  if (moment.kind === "date" && dated !== undefined && dated.startMs === undefined)
    cursor.fail(cursor.at, text.length, messages.noDate(text));
  cursor.at += text.length;
  return moment;
}

function dayOf(day: string): RunMoment | undefined {
  const ms = dateMs(day);
  return ms === null ? undefined : { kind: "date", text: day.replace("T", " "), fromMs: ms, toMs: ms };
}

function yearOf(year: string): RunMoment | undefined {
  const [fromMs, lastDayMs] = [startOfDayMs(`${year}-01-01`), startOfDayMs(`${year}-12-31`)];
  if (fromMs === null || lastDayMs === null) return undefined;
  return { kind: "date", text: year, fromMs, toMs: lastDayMs + 86_400_000 };
}

/** A message where its unit is none. */
function spanOf(span: string | undefined): RunMoment | string | undefined {
  if (span === undefined) return undefined;
  const text = span.replace(spanForm, "$1 $2");
  const read = parseQuantity(dimensions.duration, text);
  return read.ok ? { kind: "since start", text, us: read.value } : read.message;
}
