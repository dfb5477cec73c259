/** Other values of fields from a frame on: whoever reads the scenario reads them. */
import type { Network, OlderStrategies } from "../../changes/network.js";
import { curveOf } from "../../scenario/curve.js";
import { applyChange, type Change } from "../../scenario/change-fields.js";
import { priceModelOf } from "../../scenario/market.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { adoptedAfterUs } from "../../scenario/timeline/adoption.js";
import {
  nodeSwitches,
  partOf,
  type Release,
  type ReleasePart,
  releasedSwitches,
} from "../../scenario/timeline/release.js";
import { setSwitches } from "../../scenario/timeline/switches-of-moment.js";
import { FollowedStrategy, followedStrategies } from "../../scenario/followed.js";
import { copyOfSwitches } from "../../scenario/switches.js";

/** What follows from fields is made anew: strategies with the orders of shards, what attackers do, and how the price moves. */
export function changeFields(network: Network, change: Change): void {
  const { scenario, rules, orders, attackers } = network;
  applyChange(scenario, change);
  network.strategies = followedStrategies(scenario, rules, firstIndexOf(network));
  orders.forget();
  attackers.reread(scenario);
  network.priceModel = priceModelOf(scenario);
}

/** Behind the strategies of those who have not adopted the latest release: each has orders of shards of its own. */
const firstIndexOf = ({ strategies }: Pick<Network, "strategies">): number => strategies.all[0].index;

/** When each node adopts a release that came at a moment, microseconds; Infinity: it never does. */
export function adoptionOf(network: Network, entry: number, releasedUs: number): (node: number) => number {
  const { scenario, world } = network;
  const { adoption, share, class: name } = releaseOf(network, entry);
  const lots = network.draws.nodesByEvent.purpose("timeline adoption");
  const adopts = (node: number): boolean =>
    (name === undefined || scenario.operators[world.nodes.operatorClass[node]].class === name) &&
    (share === 1 || lots.uniform(node, entry, 1) < share);
  return (node) =>
    adopts(node) ? releasedUs + adoptedAfterUs(adoption, lots.uniform(node, entry, 0)) : Number.POSITIVE_INFINITY;
}

export function releaseOf({ scenario }: Pick<Network, "scenario">, entry: number): Release {
  const release = scenario.timeline?.[entry].release;
  if (release === undefined) throw new Error(`timeline[${entry}] is no release`);
  return release;
}

/** Other rules from a frame on, and what nodes want by them; `releasedUs`: when the release came, or was activated. */
export function changeRules(network: Network, entry: number, releasedUs: number, part: ReleasePart): void {
  const { scenario, rules, rewards, orders } = network;
  const release = releaseOf(network, entry);
  setSwitches(rules, releasedSwitches(scenario, release, rules, part));
  rewards.follow(curveOf(scenario, rules));
  if (part === "chain") network.strategies = followedStrategies(scenario, rules, firstIndexOf(network));
  else adopt(network, entry, releasedUs);
  network.olderStrategies = network.olderStrategies.map(goingBy(rules));
  orders.forget();
}

/** Nodes want other things from when they adopt the release. */
function adopt(network: Network, entry: number, releasedUs: number): void {
  const { scenario, rules, strategies } = network;
  const release = releaseOf(network, entry);
  const { adoption } = release;
  const reachesAll = release.class === undefined && release.share === 1;
  const adoptedUs = adoptionOf(network, entry, releasedUs);
  network.olderStrategies =
    adoption === "at once" && reachesAll ? [] : [{ strategies, adoptedUs }, ...network.olderStrategies];
  const last = strategies.all.reduce((max, { index }) => Math.max(max, index), -1);
  network.strategies = followedStrategies(scenario, rules, last + 1);
}

/** Whoever has not adopted a release goes by all that it changes of the chain, and renews by it, as what an allocation is confirmed for follows from that (assumption). */
const goingBy =
  (rules: RuleSwitches) =>
  ({ strategies: { all, ofClass }, adoptedUs }: OlderStrategies): OlderStrategies => ({
    strategies: { all: all.map(by(rules)), ofClass: ofClass.map((own) => own.map(by(rules))) },
    adoptedUs,
  });

const by =
  (rules: RuleSwitches) =>
  (one: FollowedStrategy): FollowedStrategy => {
    const own = Object.fromEntries(nodeSwitches.map((name) => [name, one.rules[name]]));
    return new FollowedStrategy(one, one.index, copyOfSwitches(rules, own));
  };

/** A run that goes on has the fields as they had become. */
export function restoreTimeline(network: Network): void {
  const { world, scenario, rules } = network;
  const { inEffect } = world.timeline;
  inEffect.forEach((entry, time) => {
    const { change, reset, release } = scenario.timeline?.[entry] ?? {};
    if (change !== undefined) changeFields(network, change);
    const happened = inEffect.slice(0, time).filter((one) => one === entry).length;
    if (release !== undefined) changeRules(network, entry, world.timeline.effectUs[time], partOf(release, happened));
    if (reset?.shardKeys !== undefined) setSwitches(rules, { shardKeys: reset.shardKeys });
  });
}
