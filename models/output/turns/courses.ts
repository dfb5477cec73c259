/** Turns of the network as a whole: halts, herds of leaves, splits and merges, classes that drop out. */
import { workOfWorkers } from "../metrics/class-work.js";
import { causes } from "../../state/ledger/causes.js";
import { largestBursts, totalOf } from "./bursts.js";
import { latestBefore, spanOf } from "./losses.js";
import { className, columnOf, percent, type Told, valueAtEnd } from "./told.js";
import type { Turn } from "./turn.js";
import { counted } from "../../../sim/units/readable.js";

/** Smallest part of the active allocations, the shards and the nodes that a turn is about. */
const notable = { leaves: 0.05, splits: 0.02, nodes: 0.05 } as const;

/** What leaves shards with fewer provers. */
const thinning = ["evictions", "nodes gone", "nodes offline", "kicks"] as const;

/** The first halt, and the mode that the whole network is in while any shard is halted. */
export function halts(told: Told, earlier: readonly Turn[]): readonly Turn[] {
  const { ledger, most, network, series } = told;
  const all = totalOf(ledger, { what: "halts" });
  if (all === null) return [];
  const [{ begin, cause }] = all.parts;
  const atMost = columnOf(series, "coverage.haltedShards").reduce<number>((a, b) => Math.max(a, Number(b)), 1);
  const when = {
    frame: Math.max(0, begin.frame - network.rules.haltGraceFrames + 1),
    within: network.rules.epochFrames,
  };
  // Of the few that go, which are no turn by themselves, the lost quorum tells.
  const source =
    latestBefore(earlier, { what: [...thinning, "herd of leaves"], ...when }) ??
    latestBefore(earlier, { what: ["quorum lost"], ...when });
  const first: Turn = {
    what: "first halt",
    frame: begin.frame,
    untilFrame: all.untilFrame,
    size: atMost,
    unit: "shards",
    text: `shard ${begin.shard} is the first to halt; at most ${atMost} of ${most.shards} are halted at once`,
    cause: causes[cause],
    becauseOf: source,
    metric: "coverage.haltedShards",
    more: "--metric coverage.haltedShards",
    weight: 3 + (2 * atMost) / Math.max(1, most.shards),
  };
  return [first, ...proverOnly(told, first)];
}

function proverOnly(told: Told, first: Turn): readonly Turn[] {
  const { frames, network } = told;
  const size = valueAtEnd(told, "coverage.proverOnlyFrames");
  if (size === 0) return [];
  const isOn = valueAtEnd(told, "coverage.haltedShards") > 0;
  const silent = network.rules.haltScope === "allShards" ? ", and no shard makes frames" : "";
  return [
    {
      what: "prover-only mode",
      frame: first.frame + 1,
      untilFrame: isOn ? frames.last : Math.max(first.frame + 1, network.world.totals.resumed),
      size,
      unit: "frames",
      text: `the whole network is in prover-only mode for ${counted(size, "frame")}${isOn ? ", at the end too" : ""}: no transactions${silent}`,
      cause: "a shard is halted",
      becauseOf: first,
      metric: "coverage.proverOnlyFrames",
      more: "--metric coverage.proverOnlyFrames",
      weight: 1 + (4 * size) / Math.max(1, frames.last - frames.first),
    },
  ];
}

/** Many leaves that are asked for at once. */
export function herds(told: Told, earlier: readonly Turn[]): readonly Turn[] {
  const { ledger, most, network, frames } = told;
  const least = Math.max(5, notable.leaves * most.active);
  return largestBursts(ledger, { what: "leave asked for" }, { least, frames }).map((burst): Turn => {
    const [part] = burst.parts;
    const share = part.changes === burst.changes ? "" : ` (${percent(part.changes / burst.changes)} of them)`;
    return {
      ...spanOf(told, burst),
      what: "herd of leaves",
      size: burst.changes,
      unit: "requests",
      text: `${counted(burst.changes, "leave is asked for", "leaves are asked for")} at once`,
      cause: `${phrases[part.cause] ?? causes[part.cause]}${share}`,
      becauseOf:
        part.cause === "rescue"
          ? latestBefore(earlier, { what: thinning, frame: burst.frame, within: 2 * network.rules.epochFrames })
          : null,
      metric: "lifecycle.leaves",
      more: "--metric lifecycle.leaves",
      weight: Math.min(1, burst.changes / Math.max(1, most.active)),
    };
  });
}

const phrases: { readonly [code: string]: string | undefined } = {
  rescue: "their workers are wanted on thin shards",
  score_too_low: "they score too little beside the best that their nodes could have",
  no_worker: "their nodes have no workers for them",
  no_data: "their shards hold no data",
};

/** Many shards that split or merge at once. */
export function reshapings(told: Told): readonly Turn[] {
  const { ledger, most, frames } = told;
  // A merge is noted of both shards of a pair.
  const kinds = [["split by ", "splits", "split", "shard.splits"], ["merge noted", "merges", "merge", "shard.merges"]] as const; // prettier-ignore
  return kinds.flatMap(([what, kind, verb, metric]) =>
    largestBursts(ledger, { what }, { least: Math.max(1, notable.splits * most.shards), frames }).map((burst): Turn => {
      const [{ cause }] = burst.parts;
      return {
        ...spanOf(told, burst),
        what: kind,
        size: burst.changes,
        unit: "shards",
        text: `${counted(burst.changes, "shard is", "shards are")} to ${verb}`,
        cause: reasons[cause]?.[burst.changes === 1 ? "one" : "many"] ?? causes[cause],
        becauseOf: null,
        metric,
        more: `--metric ${metric}`,
        weight: burst.changes / Math.max(1, most.shards),
      };
    }),
  );
}

const reasons: { readonly [code: string]: { readonly one: string; readonly many: string } | undefined } = {
  crowded: {
    one: "it has more active provers than a shard may have",
    many: "they have more active provers than a shard may have",
  },
  too_large: { one: "it has more data than a shard may have", many: "they have more data than a shard may have" },
  thin_siblings: { one: "both are thin", many: "they are thin" },
};

/** Ends of allocations that nobody asked for. */
const lossCauses = [
  "evicted_offline",
  "evicted_while_online",
  "failed_audit",
  "signed_twice",
  "grid_replaced",
  "shard_gone",
  "pause_too_long",
] as const;

/** Classes that had allocations, have nodes still, and no allocation any more: they earn nothing from then on. */
export function idleClasses(told: Told, earlier: readonly Turn[]): readonly Turn[] {
  const { network, ledger, most, frames } = told;
  const { classes, nodes } = network.world;
  return network.scenario.operators.flatMap((_operator, operatorClass): Turn[] => {
    const closings = totalOf(ledger, { what: "place closed", causes: lossCauses, operatorClass });
    const present = (classes.nodes[operatorClass] ?? []).filter((node) => nodes.gone[node] === 0);
    if (closings === null || present.length < Math.max(1, notable.nodes * most.nodes)) return [];
    if (workOfWorkers(network, present).active > 0) return [];
    const [{ cause }] = closings.parts;
    return [
      {
        what: "class without allocations",
        frame: closings.untilFrame,
        untilFrame: frames.last,
        size: present.length,
        unit: "nodes",
        text: `class ${className(told, operatorClass)} loses its last allocation and earns nothing from then on`,
        cause: causes[cause],
        becauseOf: latestBefore(earlier, { what: ["evictions"], frame: closings.untilFrame, within: 0 }),
        metric: "population.workersActive",
        more: "--metric population.workersActive",
        weight: 1 + present.length / Math.max(1, most.nodes),
      },
    ];
  });
}
