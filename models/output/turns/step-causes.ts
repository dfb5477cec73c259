/** Why a metric steps where nothing else is a turn: by what the ledger counted between the two rows. */
import { causes } from "../../state/ledger/causes.js";
import { counted, amountText } from "../../../sim/units/readable.js";
import type { Part } from "./bursts.js";
import { burstsOf, totalOf } from "./bursts.js";
import { entryBetween, type Told } from "./told.js";

/** What is counted of whom, one and many; the rest moves no metric that is watched. Some are only ever more of what is good, or less. */
const phrases: readonly (readonly [what: string, one: string, many: string, moves?: "up" | "down"])[] = [
  ["expires", "allocation expires", "allocations expire", "down"],
  ["confirmed again", "allocation is confirmed again", "allocations are confirmed again", "up"],
  ["takes effect", "allocation takes effect", "allocations take effect", "up"],
  ["join confirmed", "join is confirmed", "joins are confirmed", "up"],
  ["join accepted", "join is accepted", "joins are accepted"],
  ["join refused", "join is refused", "joins are refused"],
  ["leave asked for", "leave is asked for", "leaves are asked for", "down"],
  ["place closed", "allocation is closed", "allocations are closed", "down"],
  ["moved to a part", "allocation moves to a part of its shard", "allocations move to parts of their shards"],
  ["moved to the whole", "allocation moves to the whole", "allocations move to the whole"],
  ["goes offline", "node goes offline", "nodes go offline", "down"],
  ["comes back online", "node comes back online", "nodes come back online", "up"],
  ["is gone", "node is gone", "nodes are gone", "down"],
  ["makes no frames", "shard makes no frames", "shards make no frames", "down"],
  ["makes frames", "shard makes frames again", "shards make frames again", "up"],
  ["runs again", "shard runs again", "shards run again", "up"],
];

/** What every epoch brings anew: only its largest windows are kept. */
const ofEpochs = {
  fall: {
    wanted: { what: "expires", causes: ["not_confirmed_again"] },
    text: "allocations expire when an epoch begins, until their nodes confirm them again",
  },
  rise: {
    wanted: { what: "confirmed again", causes: ["confirmed_again"] },
    text: "nodes confirm again what expired when the epoch began",
  },
} as const;

interface Between {
  readonly metric: string;
  /** Whether it is the growth of what counts since the start. */
  readonly isPace: boolean;
  /** Whether it is more afterwards. */
  readonly isRise: boolean;
  /** The old level was last seen in this frame, and the new one first in that. */
  readonly frame: number;
  readonly untilFrame: number;
}

/** A phrase that stands after "because"; empty: nothing that is counted happened there. */
export function causeBetween(told: Told, between: Between): string {
  const { metric, frame, untilFrame, isRise, isPace } = between;
  const entry = entryBetween(told, frame, untilFrame);
  if (entry !== "") return `the timeline says so: ${entry}`;
  if (isPace && !isRise) return "what came at once before is over";
  const against = isRise ? "down" : "up";
  const largest = phrases
    .filter(([, , , moves]) => !isGood(metric) || moves !== against)
    .flatMap(([what, one, many]) => partsBetween(told, what, between).map((part) => ({ part, one, many })))
    .toSorted((a, b) => b.part.changes - a.part.changes || a.part.begin.frame - b.part.begin.frame)
    .at(0);
  const { wanted, text } = ofEpochs[isRise ? "rise" : "fall"];
  const usual = perEpoch(told, wanted, between);
  if (largest === undefined || largest.part.changes < usual) return usual === 0 ? alongWith(told, between) : text;
  const { part, one, many } = largest;
  const each = part.changes === 1 ? "because" : "each because";
  return `${counted(part.changes, one, many)}, ${each} ${causes[part.cause]}`;
}

/** What there is more of where more nodes, allocations and shards take part. */
const isGood = (metric: string): boolean =>
  ["population.peersOnline", "population.workersActive", "shard.healthy", "emission.issuedPerDay_quil"].includes(
    metric,
  );

/** Least part of its range that another metric must move by to be told. */
const notable = 0.1;

const part = (name: string): string => name.split(".")[0];

/** What else moved most between the rows, of another part of the network, if anything did. */
function alongWith({ series, rowOf, rangeOf }: Told, { metric, frame, untilFrame }: Between): string {
  const [from, until] = [rowOf(frame), rowOf(untilFrame)];
  if (from === undefined || until === undefined) return "";
  const [most] = series.columns
    .filter(({ name }) => name.includes(".") && part(name) !== part(metric) && part(name) !== "supply")
    .map(({ name, values }) => {
      const [before, after, range] = [Number(values[from]), Number(values[until]), rangeOf(name)];
      return { name, before, after, share: range > 0 ? Math.abs(after - before) / range : 0 };
    })
    .filter(({ share }) => share >= notable)
    .toSorted((a, b) => b.share - a.share);
  if (most === undefined) return "";
  return `at the same time ${most.name} goes from ${amountText(most.before)} to ${amountText(most.after)}`;
}

/** What is kept of the kind, as far as it began between the rows, or with the first: what happens in a frame may be seen after its report. */
const partsBetween = ({ ledger }: Told, what: string, { frame, untilFrame }: Between): readonly Part[] =>
  burstsOf(ledger, { what }).flatMap(({ parts }) =>
    parts.filter(({ begin }) => begin.frame >= frame && begin.frame <= untilFrame),
  );

/** So many as in an epoch on average, as long as there are any, where one lies between the rows or around them. */
function perEpoch(
  { ledger, network: { rules } }: Told,
  wanted: (typeof ofEpochs)["fall" | "rise"]["wanted"],
  { frame, untilFrame }: Between,
): number {
  const epochOf = (at: number): number => Math.floor(at / rules.epochFrames);
  const all = totalOf(ledger, wanted);
  if (all === null || frame > all.untilFrame || untilFrame < all.frame) return 0;
  // They expire in the frame with which an epoch begins.
  if (wanted.what === "expires" && epochOf(untilFrame) === epochOf(frame - 1)) return 0;
  return all.changes / (epochOf(all.untilFrame) - epochOf(all.frame) + 1);
}
