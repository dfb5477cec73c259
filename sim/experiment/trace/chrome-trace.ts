/**
 * A traced window in the JSON format that Perfetto and Chrome read ("Trace Event Format"): a track a node, a slice an event with
 * slices for its steps and for what it sent, and an arrow a message from where it was sent to where it was handled.
 *
 * Events take no simulated time. So that they can be seen, those of a track and moment share the microsecond that begins with it,
 * one after the other; where more happen than it has room for, they run on into the next.
 */
import type { TraceWindow } from "./trace-window.js";
import type { WindowTracer } from "./window-tracer.js";

const nsPerUs = 1000;
/** What the smallest slice takes at most. */
const maxUnitNs = 50;
/** Processes of the format: nodes, and what is of no node. */
const [ofNodes, ofOthers] = [1, 2];

interface Slice {
  readonly startNs: number;
  readonly durationNs: number;
}

interface Placed {
  readonly events: readonly Slice[];
  readonly parts: readonly Slice[];
}

/** Facts that stand beside the events. */
export interface ChromeTraceFacts {
  readonly scenario: string;
  readonly seed: string;
  readonly replication: number;
}

/** The file, in pieces. */
export function* chromeTrace(tracer: WindowTracer, facts: ChromeTraceFacts): Generator<string, void, undefined> {
  const { window, events, parts, leftOut } = tracer;
  const { events: placed, parts: placedParts } = place(tracer);
  const timeOf = (ns: number): string => timeText(window, ns);
  const trackOf = (kind: number, target: number): string => {
    const track = tracer.trackOf(kind, target);
    return track >= 0 ? `"pid":${ofNodes},"tid":${track}` : `"pid":${ofOthers},"tid":${-1 - track}`;
  };
  const span = ({ startNs, durationNs }: Slice): string => `"ts":${timeOf(startNs)},"dur":${durationNs / nsPerUs}`;
  const other = { ...facts, fromUs: window.fromUs, toUs: window.toUs, events: events.timeUs.length, leftOut };
  yield `{"displayTimeUnit":"ns","otherData":${JSON.stringify(other)},"traceEvents":[\n`;
  yield* namesOfTracks(tracer);
  for (let row = 0; row < placed.length; row++) {
    const [kind, target] = [events.kind.at(row), events.target.at(row)];
    const track = trackOf(kind, target);
    const args = { target, source: events.source.at(row), payload: events.payload.at(row) };
    yield `,\n{"ph":"X",${track},${span(placed[row])},"name":${JSON.stringify(tracer.nameOf(kind))},"cat":"event","args":${JSON.stringify(args)}}`;
    for (let part = events.firstPart.at(row); part < endOfParts(tracer, row); part++) {
      const step = parts.step.at(part);
      const name =
        step >= 0 ? tracer.steps[step] : `sends: ${tracer.nameOf(parts.kind.at(part))} to ${parts.target.at(part)}`;
      yield `,\n{"ph":"X",${track},${span(placedParts[part])},"name":${JSON.stringify(name)},"cat":"${step >= 0 ? "step" : "send"}"}`;
    }
    const cause = events.cause.at(row);
    if (cause < 0) continue;
    const from = rowOfPart(tracer, cause);
    const isMessage = tracer.isOfNode(kind) && tracer.isOfNode(events.kind.at(from));
    const flow = `"id":${cause},"name":${JSON.stringify(tracer.nameOf(kind))},"cat":"${isMessage ? "message" : "cause"}"`;
    yield `,\n{"ph":"s",${trackOf(events.kind.at(from), events.target.at(from))},"ts":${timeOf(placedParts[cause].startNs)},${flow}}`;
    yield `,\n{"ph":"f","bp":"e",${track},"ts":${timeOf(placed[row].startNs)},${flow}}`;
  }
  yield "\n]}\n";
}

const processName = (pid: number, name: string): string =>
  `{"ph":"M","pid":${pid},"name":"process_name","args":{"name":"${name}"}}`;

function* namesOfTracks(tracer: WindowTracer): Generator<string, void, undefined> {
  const { events } = tracer;
  yield `${processName(ofNodes, "nodes")},\n${processName(ofOthers, "network")}`;
  const known = new Set<number>();
  for (let row = 0; row < events.timeUs.length; row++) {
    const track = tracer.trackOf(events.kind.at(row), events.target.at(row));
    if (known.has(track)) continue;
    known.add(track);
    const [pid, tid] = track >= 0 ? [ofNodes, track] : [ofOthers, -1 - track];
    const name = track >= 0 ? `node ${track}` : tracer.nameOf(-1 - track);
    yield `,\n{"ph":"M","pid":${pid},"tid":${tid},"name":"thread_name","args":{"name":${JSON.stringify(name)}}}`;
  }
}

const endOfParts = ({ events, parts }: WindowTracer, row: number): number =>
  row + 1 < events.firstPart.length ? events.firstPart.at(row + 1) : parts.step.length;

/** The event that a part is of: the last that begins with it or before, and has any. */
function rowOfPart({ events }: WindowTracer, part: number): number {
  let [low, high] = [0, events.firstPart.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (events.firstPart.at(middle) <= part) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where every slice lies, in nanoseconds since the window began. */
function place(tracer: WindowTracer): Placed {
  const { events, parts, window } = tracer;
  const count = events.timeUs.length;
  const trackAt = (row: number): number => tracer.trackOf(events.kind.at(row), events.target.at(row));
  /** Smallest slices that an event holds: each part is one wide and as much as those in it, and one stands before each. */
  const units = (row: number): number => 2 * (endOfParts(tracer, row) - events.firstPart.at(row)) + 1;
  // Units of the same track and moment; events come in the order of time. Reached by key only.
  const ofMoment = new Map<number, { timeUs: number; units: number; rows: number[] }>();
  const placed: Slice[] = Array.from({ length: count });
  const placedParts: Slice[] = Array.from({ length: parts.step.length });
  const lastEndNs = new Map<number, number>();
  const settle = (track: number): void => {
    const moment = ofMoment.get(track);
    if (moment === undefined) return;
    const unitNs = Math.max(1, Math.min(maxUnitNs, Math.floor(nsPerUs / moment.units)));
    let startNs = Math.max((moment.timeUs - window.fromUs) * nsPerUs, lastEndNs.get(track) ?? 0);
    for (const row of moment.rows) {
      const durationNs = units(row) * unitNs;
      placed[row] = { startNs, durationNs };
      placeParts(row, startNs, unitNs);
      startNs += durationNs;
    }
    lastEndNs.set(track, startNs);
  };
  function placeParts(row: number, startNs: number, unitNs: number): void {
    const [first, end] = [events.firstPart.at(row), endOfParts(tracer, row)];
    // In the order in which they happened, those of a step behind it: each begins two units after the one before.
    for (let part = first; part < end; part++) {
      let last = part;
      while (last + 1 < end && isWithin(tracer, last + 1, part)) last++;
      const from = startNs + unitNs * (2 * (part - first) + 1);
      placedParts[part] = { startNs: from, durationNs: unitNs * (2 * (last - part) + 1) };
    }
  }
  for (let row = 0; row < count; row++) {
    const track = trackAt(row);
    const timeUs = events.timeUs.at(row);
    const moment = ofMoment.get(track);
    if (moment?.timeUs === timeUs) {
      moment.rows.push(row);
      moment.units += units(row);
      continue;
    }
    settle(track);
    ofMoment.set(track, { timeUs, units: units(row), rows: [row] });
  }
  for (const track of ofMoment.keys()) settle(track);
  return { events: placed, parts: placedParts };
}

/** Whether a part is of a step, or of one that is of it. */
function isWithin({ parts }: WindowTracer, part: number, step: number): boolean {
  for (let above = parts.parent.at(part); above >= 0; above = parts.parent.at(above)) if (above === step) return true;
  return false;
}

/** Microseconds with three decimals, exact however late the window is. */
function timeText({ fromUs }: TraceWindow, ns: number): string {
  const us = Math.floor(ns / nsPerUs);
  return `${fromUs + us}.${String(ns - us * nsPerUs).padStart(3, "0")}`;
}
