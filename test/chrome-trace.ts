/** Reads a trace in the JSON format of Perfetto and Chrome, and says what in it breaks the format. */

interface TraceEvent {
  readonly ph: string;
  readonly pid: number;
  readonly tid?: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly id?: number;
  readonly bp?: string;
  readonly name?: string;
  readonly cat?: string;
  readonly args?: Readonly<Record<string, unknown>>;
}

export interface ReadTrace {
  readonly otherData: Readonly<Record<string, unknown>>;
  readonly events: readonly TraceEvent[];
}

interface Span {
  readonly track: string;
  readonly from: number;
  readonly to: number;
}

export function readChromeTrace(text: string): ReadTrace {
  const { otherData, traceEvents } = JSON.parse(text) as {
    otherData: ReadTrace["otherData"];
    traceEvents: TraceEvent[];
  };
  return { otherData, events: traceEvents };
}

const trackOf = ({ pid, tid }: TraceEvent): string => `${pid}/${tid}`;
const roundingUs = 1e-4;

/** Faults, a sentence each: slices that overlap without nesting, arrows with one end, ends on no slice, times outside the window. */
export function faultsOf(
  { events }: ReadTrace,
  { fromUs, toUs }: { readonly fromUs: number; readonly toUs: number },
): string[] {
  const faults: string[] = [];
  const slices = events
    .filter(({ ph }) => ph === "X")
    .map((one): Span => ({ track: trackOf(one), from: one.ts!, to: one.ts! + one.dur! }))
    .toSorted((a, b) => (a.track < b.track ? -1 : a.track > b.track ? 1 : a.from - b.from || b.to - a.to));
  let open: Span[] = [];
  for (const slice of slices) {
    if (!(slice.to > slice.from)) faults.push(`a slice of ${slice.track} takes no time`);
    open = open.filter(({ track, to }) => track === slice.track && to > slice.from + roundingUs);
    if (open.some(({ to }) => slice.to > to + roundingUs))
      faults.push(`slices of ${slice.track} cross at ${slice.from}`);
    open.push(slice);
  }
  const starts = new Map(events.filter(({ ph }) => ph === "s").map((one) => [one.id, one]));
  const ends = events.filter(({ ph }) => ph === "f");
  if (ends.length !== starts.size) faults.push(`${starts.size} arrows begin and ${ends.length} end`);
  const begins = new Set(slices.map(({ track, from }) => `${track}@${from}`));
  for (const end of ends) {
    const start = starts.get(end.id);
    if (start === undefined) faults.push(`arrow ${end.id} has no beginning`);
    else if (!(start.ts! < end.ts!)) faults.push(`arrow ${end.id} goes back in time`);
    for (const one of [start, end])
      if (one !== undefined && !begins.has(`${trackOf(one)}@${one.ts}`))
        faults.push(`arrow ${end.id} hangs in the air`);
    if (end.bp !== "e") faults.push(`arrow ${end.id} ends on the slice after it`);
  }
  const named = new Set(events.filter(({ name }) => name === "thread_name").map(trackOf));
  for (const one of events) {
    if (!["X", "s", "f", "M"].includes(one.ph)) faults.push(`there is no phase ${one.ph}`);
    if (one.ph === "M") continue;
    if (!named.has(trackOf(one))) faults.push(`track ${trackOf(one)} has no name`);
    if (!(one.ts! >= fromUs && one.ts! <= toUs + 1)) faults.push(`${one.ts} is outside of the window`);
  }
  return faults;
}
