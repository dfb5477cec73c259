/** How long nodes wait for their places, and shards for their provers: metrics of a run that is over. */
import type { MetricKind } from "../../../sim/stats/metric-kind.js";
import { type Wait, waitQuantile } from "../../../sim/stats/survival.js";
import { healthSeen } from "../../changes/shards/recovery.js";
import type { Scenario } from "../../scenario/schema.js";
import type { Logged } from "../../state/log/log-of.js";
import type { SimTimeUs } from "../../../sim/units/quantity-types.js";
import { switchesOf } from "../../scenario/switches.js";

export interface WaitMetric {
  readonly name: string;
  readonly unit: string;
  readonly about: string;
  readonly kind: MetricKind;
  /** All values at once; null: too few have come to it. */
  readonly read: (waits: Waits) => number | null;
}

/** The waits of a network, by class of operators. */
export interface Waits {
  readonly toFirst: readonly (readonly Wait[])[];
  readonly toFull: readonly (readonly Wait[])[];
  readonly toRecover: readonly Wait[];
}

const hourUs = 3_600_000_000;
const quantiles = [
  { name: "Median", share: 0.5, of: "half of" },
  { name: "P90", share: 0.9, of: "90 % of" },
] as const;

/**
 * Nodes of those that appeared without a place; a shard counts from when it was healthy first. `nowUs`: up to when the run was
 * watched, microseconds. That is not when the last event was: of those who still wait, nothing happens.
 */
export function waitsOf({ world }: Logged, nowUs: SimTimeUs): Waits {
  const { nodes, classes, shards, recoveries } = world;
  const waitUntil =
    (doneUs: Float64Array) =>
    (node: number): Wait => {
      const isOver = doneUs[node] >= 0;
      // Who is gone went offline then at the latest.
      const watchedUs = nodes.gone[node] === 1 ? world.clock.timeOf(nodes.presenceSince[node]) : nowUs;
      const span = (isOver ? doneUs[node] : watchedUs) - nodes.appearedUs[node];
      return { span: Math.max(0, span) / hourUs, count: 1, isOver };
    };
  const ofClass = classes.nodes.map((all) =>
    all.filter((node) => nodes.firstActiveUs[node] !== nodes.appearedUs[node] && nodes.workers[node] > 0),
  );
  const open: Wait[] = [];
  for (let shard = 0; shard < shards.count; shard++) {
    if (shards.retired[shard] === 1 || shards.healthSeen[shard] !== healthSeen.lost) continue;
    open.push({ span: (nowUs - shards.healthLostUs[shard]) / hourUs, count: 1, isOver: false });
  }
  const over = recoveries.counted().map(({ span, count }) => ({ span: span / 3600, count, isOver: true }));
  return {
    toFirst: ofClass.map((list) => list.map(waitUntil(nodes.firstActiveUs))),
    toFull: ofClass.map((list) => list.map(waitUntil(nodes.fullyActiveUs))),
    toRecover: [...over, ...open],
  };
}

/** Of networks since 2.1; without a scenario those of any class, called `NAME`. */
export function waitMetrics(scenario?: Scenario): readonly WaitMetric[] {
  if (scenario !== undefined && switchesOf(scenario).lifecycle === "trie") return [];
  const classes = scenario === undefined ? ["NAME"] : scenario.operators.map((operators) => operators.class);
  return [...recoveryMetrics(), ...classes.flatMap(activityMetrics)];
}

const hours = { unit: "hours", kind: "duration" } as const;

const recoveryMetrics = (): readonly WaitMetric[] => [
  {
    name: "shard.recoveries",
    unit: "recoveries",
    kind: "count",
    about: "times that a shard which had lost its health was healthy again",
    read: ({ toRecover }) => toRecover.reduce((sum, { count, isOver }) => sum + (isOver ? count : 0), 0),
  },
  ...quantiles.map(({ name, share, of }): WaitMetric => ({
    name: `shard.recovery${name}_hours`,
    ...hours,
    about: `time from losing health to being healthy again, after which ${of} the losses are over (Kaplan and Meier; to 1.6 %)`,
    read: ({ toRecover }) => waitQuantile(toRecover, share),
  })),
];

const activityMetrics = (one: string, index: number): readonly WaitMetric[] =>
  [
    { list: "toFirst", name: "firstActive", what: "the first allocation of a node is active" },
    { list: "toFull", name: "fullyActive", what: "a node has an active allocation for each worker" },
  ].flatMap(({ list, name, what }) =>
    quantiles.map((quantile): WaitMetric => ({
      name: `operators.${name}${quantile.name}_hours[class=${one}]`,
      ...hours,
      about: `time from appearing until ${what}, for ${quantile.of} those that appeared without one (Kaplan and Meier)`,
      read: (waits) => waitQuantile(waits[list as "toFirst" | "toFull"][index], quantile.share),
    })),
  );
