/** Bursts of changes: what the ledger counted in its windows, over causes and classes. */
import type { Burst, ChangeLedger } from "../../state/ledger/change-ledger.js";
import { burstFrames } from "../../state/ledger/change-ledger.js";
import type { CauseCode } from "../../state/ledger/causes.js";

/** What is read of the ledger. */
export type Counted = Pick<
  ChangeLedger,
  "count" | "what" | "cause" | "operatorClass" | "changes" | "lastFrame" | "first" | "largest"
>;

/** Changes of one cause and class in a burst. */
export interface Part {
  readonly cause: CauseCode;
  readonly operatorClass: number;
  /** Changes in the windows of the burst, and the first of them. */
  readonly changes: number;
  readonly begin: Burst;
}

/** Changes of a kind in neighbouring windows. */
export interface ChangeBurst {
  readonly changes: number;
  /** Frame of the first change, and the last frame of the last window. */
  readonly frame: number;
  readonly untilFrame: number;
  /** Largest first. */
  readonly parts: readonly Part[];
}

/** Changes of interest: the first words of `what`; of these causes and this class where they are given. */
export interface Wanted {
  readonly what: string;
  readonly causes?: readonly CauseCode[];
  readonly operatorClass?: number;
}

const windowsOf = ({ frame, untilFrame }: ChangeBurst): number => windowOf(untilFrame) - windowOf(frame) + 1;

const windowOf = (frame: number): number => Math.floor(frame / burstFrames);

/** Bursts that are told of a kind, and how much larger than a usual window they are: nodes that come and go all the time are no turn. */
const [told, unusual] = [2, 3];

/** The largest bursts of a kind that has at least so many changes in them, far more than in the windows of the run on average. */
export function largestBursts(
  ledger: Counted,
  wanted: Wanted,
  { least, frames }: { readonly least: number; readonly frames: { readonly first: number; readonly last: number } },
): readonly ChangeBurst[] {
  const usual =
    ((totalOf(ledger, wanted)?.changes ?? 0) * burstFrames) / Math.max(burstFrames, frames.last - frames.first);
  const isAlone = frames.last - frames.first < unusual * burstFrames;
  return burstsOf(ledger, wanted)
    .filter((burst) => burst.changes >= least && (isAlone || burst.changes >= unusual * usual * windowsOf(burst)))
    .toSorted((a, b) => b.changes - a.changes || a.frame - b.frame)
    .slice(0, told);
}

/** Bursts of such changes in order of time, as far as the ledger keeps their windows: the largest three of each cause and class. */
export function burstsOf(ledger: Counted, wanted: Wanted): readonly ChangeBurst[] {
  const parts = rowsOf(ledger, wanted).flatMap((row): Part[] =>
    ledger.largest(row).map((begin) => ({ ...namesOf(ledger, row), changes: begin.changes, begin })),
  );
  const inOrder = parts.toSorted((a, b) => a.begin.frame - b.begin.frame);
  const bursts: Part[][] = [];
  for (const part of inOrder) {
    const current = bursts.at(-1);
    const last = current?.at(-1);
    if (current !== undefined && last !== undefined && windowOf(part.begin.frame) - windowOf(last.begin.frame) <= 1)
      current.push(part);
    else bursts.push([part]);
  }
  return bursts.map(burstOf);
}

/** Frames with which the windows that are kept of the kind begin. */
export const beginsOf = (ledger: Counted, wanted: Wanted): readonly number[] =>
  rowsOf(ledger, wanted).flatMap((row) => ledger.largest(row).map(({ frame }) => frame));

/** All changes of the kind since the start, and the first and last of them; null: there was none. */
export function totalOf(ledger: Counted, wanted: Wanted): ChangeBurst | null {
  const rows = rowsOf(ledger, wanted);
  if (rows.length === 0) return null;
  const parts = rows.map((row): Part => ({
    ...namesOf(ledger, row),
    changes: ledger.changes[row],
    begin: ledger.first(row),
  }));
  const untilFrame = rows.reduce((latest, row) => Math.max(latest, ledger.lastFrame[row]), 0);
  return { ...burstOf(parts.toSorted((a, b) => a.begin.frame - b.begin.frame)), untilFrame };
}

function rowsOf(ledger: Counted, { what, causes, operatorClass }: Wanted): readonly number[] {
  return Array.from({ length: ledger.count }, (_unused, row) => row).filter(
    (row) =>
      ledger.what[row].startsWith(what) &&
      (operatorClass === undefined || operatorClass === ledger.operatorClass[row]) &&
      (causes === undefined || causes.some((cause) => cause === ledger.cause[row])),
  );
}

const namesOf = ({ cause, operatorClass }: Counted, row: number): Pick<Part, "cause" | "operatorClass"> => ({
  cause: cause[row] as CauseCode,
  operatorClass: operatorClass[row],
});

/** `parts` in order of time; those of one cause and class become one. */
function burstOf(parts: readonly Part[]): ChangeBurst {
  const merged: Part[] = [];
  for (const part of parts) {
    const at = merged.findIndex((one) => one.cause === part.cause && one.operatorClass === part.operatorClass);
    if (at < 0) merged.push(part);
    else merged[at] = { ...merged[at], changes: merged[at].changes + part.changes };
  }
  const last = parts.reduce((latest, { begin }) => Math.max(latest, begin.frame), 0);
  return {
    changes: parts.reduce((sum, { changes }) => sum + changes, 0),
    frame: parts[0].begin.frame,
    untilFrame: (windowOf(last) + 1) * burstFrames - 1,
    parts: merged.toSorted((a, b) => b.changes - a.changes || a.begin.frame - b.begin.frame),
  };
}
