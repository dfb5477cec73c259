/** The first difference of two runs, human-readable. */
import { isSameEvent, type Pair, type TraceDifference } from "../../experiment/trace/difference.js";
import { outside, type TracedDraw, type TracedEvent } from "../../experiment/trace/traced.js";
import { countText, durationText } from "../../units/readable.js";

/** Lines about the difference; `names` say which run is which, as in "first run". */
export function differenceLines({ events, draw, before }: TraceDifference, names: Pair<string>): string[] {
  return [
    ...headLines({ events, draw, before }, names),
    "",
    ...sideBySide(names, [
      ...rowsOf(eventRows, events),
      ...(draw === null ? [] : rowsOf(drawRows, draw.draws).map(([name, ...values]) => [`draw ${name}`, ...values] as const)), // prettier-ignore
    ]),
    ...beforeLines(before),
  ];
}

/** Events that both runs had, with a head line; nothing if there are none. */
export function beforeLines(before: readonly TracedEvent[]): string[] {
  if (before.length === 0) return [];
  return ["", "Before it, the same in both:", ...before.map((event) => `  ${eventText(event)}`)];
}

/** One event in a line: `event 1,204 at 3.02 h (10870000000 µs): frame, entity 1087, source 0, payload 0`. */
export function eventText(event: TracedEvent): string {
  const { number, handler, target, source, payload } = event;
  if (handler === outside.start) return "what comes before the first event";
  if (handler === outside.end) return `what comes after the last event, ${timeText(event.timeUs)}`;
  const what = `${handler}, entity ${target}, source ${source}, payload ${payload}`;
  return `event ${countText(number)} at ${timeText(event.timeUs)}: ${what}`;
}

/** `3.02 h (10870000000 µs)` */
const timeText = (timeUs: number): string => `${durationText(timeUs / 1e6)} (${timeUs} µs)`;

/** `stream "message loss" of entity 17, counter 8640`, or of a pair of entities. */
function streamText({ purpose, entity, second, counter }: TracedDraw): string {
  return `stream "${purpose}" of ${second < 0 ? `entity ${entity}` : `entities ${entity} and ${second}`}, counter ${counter}`;
}

function headLines({ events, draw }: TraceDifference, names: Pair<string>): string[] {
  const [a, b] = events;
  if (a === undefined || b === undefined) {
    const [longer, shorter] = a === undefined ? [1, 0] : [0, 1];
    const event = events[longer];
    const which = event === undefined ? "" : eventText(event);
    return [
      `First difference: ${which}`,
      `is in the ${names[longer]} only; the ${names[shorter]} has no further event.`,
    ];
  }
  if (!isSameEvent(a, b)) {
    return ["First difference: not the same event comes next.", ...[a, b].map((one, k) => `  ${names[k]}: ${eventText(one)}`)]; // prettier-ignore
  }
  const head = `First difference: ${eventText(a)}`;
  if (draw !== null) {
    const streams = draw.draws.map((one) => (one === undefined ? "no further draw" : streamText(one)));
    const which = streams[0] === streams[1] ? [`${streams[0]}, with another value`] : streams.map((text, k) => `${names[k]}: ${text}`); // prettier-ignore
    return [head, `Its draw number ${countText(draw.number)} is the first that differs:`, ...which.map((text) => `  ${text}`)]; // prettier-ignore
  }
  if (a.drawn !== b.drawn) return [head, "Its draws differ, but which is not known: not all were kept."];
  return [head, "It drew the same, and folded something else into the fingerprint."];
}

type Row = readonly [name: string, first: string, second: string];
type Reader<Value> = readonly (readonly [name: string, read: (value: Value) => string | number])[];

const eventRows: Reader<TracedEvent> = [
  ["time_us", ({ timeUs }) => timeUs],
  ["handler", ({ handler }) => handler],
  ["target", ({ target }) => target],
  ["source", ({ source }) => source],
  ["payload", ({ payload }) => payload],
  ["draws", ({ draws }) => draws],
  ["drawn", ({ drawn }) => drawn],
  ["folded", ({ folded }) => folded],
];

const drawRows: Reader<TracedDraw> = [
  ["purpose", ({ purpose }) => purpose],
  ["entity", ({ entity }) => entity],
  ["second", ({ second }) => (second < 0 ? "" : second)],
  ["counter", ({ counter }) => counter],
  ["value", ({ value }) => value],
];

const rowsOf = <Value>(readers: Reader<Value>, [a, b]: Pair<Value | undefined>): Row[] =>
  readers.map(([name, read]) => [name, a === undefined ? "–" : String(read(a)), b === undefined ? "–" : String(read(b))]); // prettier-ignore

/** Two columns under the names of the runs; what differs is marked. */
function sideBySide(names: Pair<string>, rows: readonly Row[]): string[] {
  const widths = [0, 1, 2].map((k) => [["", ...names], ...rows].reduce((max, row) => Math.max(max, row[k].length), 0));
  const line = (cells: readonly string[], mark: string): string =>
    `  ${cells.map((cell, k) => cell.padEnd(widths[k])).join("   ")}${mark}`.trimEnd();
  return [line(["", ...names], ""), ...rows.map((row) => line(row, row[1] === row[2] ? "" : "   differs"))];
}
