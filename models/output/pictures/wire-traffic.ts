import { type Column, type Table, table } from "../../../sim/table/result-table.js";
import { linesOverTime, stackedPanels } from "../../../sim/view/panels.js";
import type { Mark } from "../../../sim/view/marks.js";
import type { PictureSpec } from "../../../sim/experiment/picture-spec.js";
import { numbersOf } from "../../../sim/view/rows.js";
import { picture } from "../../../sim/view/theme.js";

/** As many as can be told apart; requests and lists of shards are too few bytes to be seen. */
const flows = [
  { metric: "wire.shardGossipBytes", label: "shard gossip" },
  { metric: "wire.framePollBytes", label: "polls of frames" },
  { metric: "wire.rewardProofBytes", label: "reward proofs" },
  { metric: "wire.peerInfoBytes", label: "peer info" },
  { metric: "wire.archiveMeshBytes", label: "between archives" },
] as const;

/** What all nodes send by flow, how late they hear frames, and what late votes cost, over time (scenarios at message fidelity). */
export function wireTraffic(series: Table, caption: string, marks: readonly Mark[] = []): PictureSpec {
  const measured = flows.filter(({ metric }) => numbersOf(series, metric).some((bytes) => bytes > 0));
  const rates = table([
    ...series.columns.filter(({ name }) => name === "time_s"),
    ...measured.map(({ metric }) => ({ name: rateOf(metric), values: ratesOf(series, metric, 8e-6) })),
    { name: "wire.framesLate", values: ratesOf(series, "wire.framesLate", 3600) },
    ...kept(series, ["wire.frameHeard_s", "wire.globalRound_s"]),
  ]);
  const traffic = linesOverTime({
    series: rates,
    marks,
    measures: measured.map(({ metric, label }) => ({ column: rateOf(metric), label })),
    yTitle: "sent by all (Mbit/s)",
    labelsTime: false,
    height: 190,
  });
  const heard = linesOverTime({
    series: rates,
    marks,
    measures: [
      { column: "wire.frameHeard_s", label: "a node has it" },
      { column: "wire.globalRound_s", label: "an archive has it" },
    ],
    yTitle: "after a frame's moment (s)",
    labelsTime: false,
    height: 130,
  });
  const late = linesOverTime({
    series: rates,
    marks,
    measures: [{ column: "wire.framesLate", label: "frames too late" }],
    yTitle: "late (shards' frames an hour)",
    labelsTime: true,
    height: 110,
  });
  return picture(
    "wire-traffic",
    {
      title: "What the wire carries, and how soon frames are heard",
      reading: "A shard's frame is too late where votes for it reach no quorum before the next global frame.",
      caption,
    },
    stackedPanels([traffic, heard, late]),
  );
}

/** A column of bits a second says so: an axis of bytes is known by the names of its columns. */
const rateOf = (metric: string): string => `${metric}_megabits`;

/** From row to row, in parts of a unit a second; the first row has nothing before it. */
function ratesOf(series: Table, metric: string, per: number): Float64Array {
  const totals = numbersOf(series, metric);
  const times = numbersOf(series, "time_s");
  return Float64Array.from(totals, (total, row) =>
    row === 0 ? Number.NaN : ((total - totals[row - 1]) / (times[row] - times[row - 1])) * per,
  );
}

const kept = ({ columns }: Table, names: readonly string[]): readonly Column[] =>
  columns.filter(({ name }) => names.includes(name));
