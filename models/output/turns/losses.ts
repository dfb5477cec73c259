/** Turns in which somebody or something is lost: nodes, quorums, provers with their allocations. */
import { idleFramesMax } from "../../protocol/lifecycle/eviction.js";
import { causes } from "../../state/ledger/causes.js";
import { burstFrames } from "../../state/ledger/change-ledger.js";
import { grouped } from "../metrics/amounts.js";
import { beginsOf, burstsOf, type ChangeBurst, largestBursts, type Part, totalOf } from "./bursts.js";
import { className, entryBetween, happenedBetween, percent, proverName, type Told, valueAtEnd } from "./told.js";
import type { Turn } from "./turn.js";
import { counted } from "../../../sim/units/readable.js";

/** Smallest part of the nodes, and of the shards, of which a loss is a turn. */
const notable = { nodes: 0.05, shards: 0.02 } as const;

const atLeast = (share: number, whole: number, least: number): number => Math.max(least, Math.ceil(share * whole));

/** Many nodes at once that go offline, or for good. */
export function absences(told: Told): readonly Turn[] {
  const { ledger, most, frames } = told;
  const words = { offline: ["goes offline", "nodes offline", "go offline"], gone: ["is gone", "nodes gone", "are gone for good"] } as const; // prettier-ignore
  return [words.offline, words.gone].flatMap(([what, kind, verb]) =>
    largestBursts(ledger, { what }, { least: atLeast(notable.nodes, most.nodes, 2), frames })
      .filter(({ frame }) => frame > frames.first + 1)
      .map((burst): Turn => {
        const [{ cause, operatorClass }] = burst.parts;
        const isDated = cause === "timeline" || cause === "fault";
        const entry = isDated ? entryBetween(told, burst.frame - 1, burst.frame) : "";
        return {
          ...spanOf(told, burst),
          what: kind,
          size: burst.changes,
          unit: "nodes",
          text: `${counted(burst.changes, "node")} ${verb}, ${shareOfFirst(burst)}of class ${className(told, operatorClass)}`,
          cause: entry === "" ? (phrases[cause] ?? causes[cause]) : `${phrases[cause] ?? causes[cause]}: ${entry}`,
          becauseOf: null,
          classes: burst.parts.map((part) => part.operatorClass),
          metric: "population.peersOnline",
          more: "--metric population.peersOnline",
          weight: burst.changes / Math.max(1, most.nodes),
        };
      }),
  );
}

/** Shards that lose the votes that their frames need. */
export function quorumLosses(told: Told, earlier: readonly Turn[]): readonly Turn[] {
  const { ledger, most, frames, network } = told;
  const causesOfLoss = ["nobody_present", "few_present", "few_heads", "light_seniority"] as const;
  const bursts = largestBursts(
    ledger,
    { what: "makes no frames", causes: causesOfLoss },
    { least: atLeast(notable.shards, most.shards, 1), frames },
  );
  // Whoever sits on a shard that splits or merges is on another one from then on: nobody lost anything.
  const gone = beginsOf(ledger, { what: "shard is gone" });
  const isReshaped = ({ cause, begin }: Part): boolean =>
    cause === "nobody_present" && gone.some((frame) => Math.abs(frame - begin.frame) <= 1);
  return bursts.flatMap((burst): Turn[] => {
    const [{ cause, begin }] = burst.parts;
    if (isReshaped(burst.parts[0])) return [];
    const { causeProver, causeShare, frame, shard } = begin;
    const entry = entryBetween(told, frame - 1, frame);
    const source = happenedBetween(told, frame - 1, frame)?.by ?? "the timeline";
    const by = entry === "" ? "" : ` by ${source} (${entry})`;
    const weighs = Number.isNaN(causeShare) ? "" : `, ${percent(causeShare)} of the votes of shard ${shard}`;
    // Of a shard that nobody is missing from, whoever gave up an allocation last.
    const went = Number.isNaN(causeShare) ? "was the last to go" : "went offline";
    const who = causeProver < 0 ? "" : `: ${proverName(told, causeProver)} ${went}${by}${weighs}`;
    // Whoever was decisive is among those who led to it.
    const { nodes, provers } = network.world;
    const decisive = causeProver < 0 ? null : nodes.operatorClass[provers.node[causeProver]];
    const led = earlier.filter(({ classes }) => decisive === null || classes?.includes(decisive) !== false);
    const turn: Turn = {
      ...spanOf(told, burst),
      what: "quorum lost",
      size: burst.changes,
      unit: "shards",
      text: quorumsLost(burst.changes, told.most.shards),
      cause: `${(burst.changes === 1 ? undefined : phrases[cause]) ?? causes[cause]}${who}`,
      becauseOf: latestBefore(led, { what: ["nodes offline", "nodes gone"], frame, within: 1 }),
      metric: "emission.issuedPerDay_quil",
      more: causeProver < 0 ? "--metric emission.issuedPerDay_quil" : `--prover ${causeProver}`,
      weight: (3 * burst.changes) / Math.max(1, most.shards),
    };
    return [turn];
  });
}

/** Changes are counted, and one shard may lose its quorum again within a window. */
export function quorumsLost(changes: number, shards: number): string {
  if (changes === 1) return `1 shard of ${shards} loses its quorum and makes no frames`;
  if (changes <= shards) return `${counted(changes, "shard")} of ${shards} lose their quorum and make no frames`;
  return shards === 1
    ? `the shard loses its quorum ${changes} times in all and makes no frames`
    : `${grouped(shards)} shards lose their quorum ${changes} times in all and make no frames`;
}

/** Provers that lose all their allocations. */
export function evictions(told: Told, earlier: readonly Turn[]): readonly Turn[] {
  const { ledger, most } = told;
  const lost = { what: "place closed", causes: ["evicted_offline", "evicted_while_online"] } as const;
  const places = burstsOf(ledger, lost);
  return burstsOf(ledger, { what: "evicted" })
    .filter(({ changes }) => changes >= atLeast(notable.shards, most.nodes, 2))
    .map((burst): Turn => {
      const [{ cause, begin }] = burst.parts;
      const closed = places.find(({ frame, untilFrame }) => burst.frame >= frame && burst.frame <= untilFrame);
      const online = sumOf(burst, ({ cause: code }) => code !== "node_offline");
      const though = online === 0 ? "" : `, ${online === burst.changes ? "all" : online} of them though online`;
      const allocations = closed === undefined ? "their" : `their ${closed.changes}`;
      const where = cause === "shard_makes_no_frames" ? `, shard ${begin.causeShard} first` : "";
      // While a shard is halted nobody is evicted: what was lost before has its consequences afterwards.
      const isDelayed = valueAtEnd(told, "coverage.proverOnlyFrames") > 0;
      const source =
        cause === "shard_makes_no_frames"
          ? latestBefore(earlier, {
              what: ["quorum lost"],
              frame: burst.frame - idleFramesMax,
              within: isDelayed ? burst.frame : burstFrames,
            })
          : latestBefore(earlier, { what: ["nodes offline"], frame: burst.frame - idleFramesMax, within: burstFrames });
      return {
        ...spanOf(told, burst),
        what: "evictions",
        size: closed?.changes ?? burst.changes,
        unit: closed === undefined ? "provers" : "allocations",
        text: `${counted(burst.changes, "prover")} ${burst.changes === 1 ? "is" : "are"} evicted from ${counted(allocations, "allocation")}${though}`,
        cause: `${phrases[cause] ?? causes[cause]}${where}`,
        becauseOf: source,
        metric: "lifecycle.evictions",
        more: `--prover ${begin.prover}`,
        weight: (4 * (closed?.changes ?? burst.changes)) / Math.max(1, most.active),
      };
    });
}

/** Provers that are thrown out for what they did. */
export function kicks(told: Told): readonly Turn[] {
  const all = totalOf(told.ledger, { what: "kicked" });
  if (all === null) return [];
  const [{ cause, begin }] = all.parts;
  return [
    {
      what: "kicks",
      frame: all.frame,
      untilFrame: all.untilFrame,
      size: all.changes,
      unit: "provers",
      text: `${counted(all.changes, "prover")} ${all.changes === 1 ? "is" : "are"} kicked, the first here`,
      cause: causes[cause],
      becauseOf: null,
      metric: "lifecycle.kicks",
      more: `--prover ${begin.prover}`,
      weight: 1 + all.changes / Math.max(1, told.most.nodes),
    },
  ];
}

/** The same causes as those of one shard or prover, said of several. */
const phrases: { readonly [code: string]: string | undefined } = {
  nobody_present: "none of their provers take part",
  few_present: "fewer than two thirds of their provers take part",
  few_heads: "too few of their provers take part for a certificate by heads",
  light_seniority: "those who take part weigh too little by seniority",
  shard_makes_no_frames: `shards that they were on made no frames, so that they counted as idle for more than ${counted(idleFramesMax, "frame")}`,
  outage: "of outages of their own",
  operator_leaves: "their operators leave",
  timeline: "the timeline says so",
  fault: "a fault of the wire has them cut off or down",
  node_offline: `their nodes were offline for more than ${counted(idleFramesMax, "frame")}`,
  idle: `they were idle for more than ${counted(idleFramesMax, "frame")}`,
};

interface Sought {
  readonly what: readonly Turn["what"][];
  /** In this frame, or up to so many before it. */
  readonly frame: number;
  readonly within: number;
}

/** The latest of the turns that had begun by that frame. */
export function latestBefore(turns: readonly Turn[], { what, frame, within }: Sought): Turn | null {
  const found = turns.filter(
    (turn) => what.includes(turn.what) && turn.frame <= frame && turn.untilFrame >= frame - within,
  );
  return found.toSorted((a, b) => a.frame - b.frame).at(-1) ?? null;
}

const sumOf = ({ parts }: ChangeBurst, which: (part: ChangeBurst["parts"][number]) => boolean): number =>
  parts.filter(which).reduce((sum, { changes }) => sum + changes, 0);

export const spanOf = ({ frames }: Told, { frame, untilFrame }: ChangeBurst): Pick<Turn, "frame" | "untilFrame"> => ({
  frame,
  untilFrame: Math.min(frames.last, untilFrame),
});

function shareOfFirst({ changes, parts }: ChangeBurst): string {
  return parts[0].changes === changes ? "" : `${percent(parts[0].changes / changes)} of them `;
}
