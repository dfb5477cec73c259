/** Other values of fields from a frame on: whoever reads the scenario reads them. */
import type { Network, OlderStrategies } from "../../changes/network.js";
import { applyChange, type Change } from "../../scenario/change-fields.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { adoptedAfterUs } from "../../scenario/timeline/adoption.js";
import { type Release, releasedSwitches } from "../../scenario/timeline/release.js";
import { setSwitches } from "../../scenario/timeline/switches-of-moment.js";
import { type FollowedStrategy, followedStrategies } from "../../scenario/followed.js";

/** What follows from fields is made anew: strategies with the orders of shards, and what attackers do. */
export function changeFields(network: Network, change: Change): void {
  const { scenario, rules, orders, attackers } = network;
  applyChange(scenario, change);
  network.strategies = followedStrategies(scenario, rules);
  orders.forget();
  attackers.reread(scenario);
}

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

/** Other rules from a frame on, and what nodes want by them. */
export function changeRules(network: Network, entry: number, releasedUs: number): void {
  const { scenario, rules, orders, strategies } = network;
  const release = releaseOf(network, entry);
  const { adoption } = release;
  const reachesAll = release.class === undefined && release.share === 1;
  const adoptedUs = adoptionOf(network, entry, releasedUs);
  setSwitches(rules, releasedSwitches(scenario, release, rules));
  if (adoption === "at once" && reachesAll) network.olderStrategies = [];
  else network.olderStrategies = [{ strategies, adoptedUs }, ...network.olderStrategies].map(renewingAs(rules));
  const last = strategies.all.reduce((max, { index }) => Math.max(max, index), -1);
  network.strategies = followedStrategies(scenario, rules, last + 1);
  orders.forget();
}

/** Everybody renews by one rule at a time: what an allocation is confirmed for follows from it (assumption). */
const renewingAs =
  ({ reconfirm }: RuleSwitches) =>
  ({ strategies: { all, ofClass }, adoptedUs }: OlderStrategies): OlderStrategies => ({
    strategies: { all: all.map(renewing(reconfirm)), ofClass: ofClass.map(renewing(reconfirm)) },
    adoptedUs,
  });

const renewing =
  (reconfirm: RuleSwitches["reconfirm"]) =>
  (one: FollowedStrategy): FollowedStrategy => ({ ...one, rules: { ...one.rules, reconfirm } });

/** A run that goes on has the fields as they had become. */
export function restoreTimeline(network: Network): void {
  const { world, scenario, rules } = network;
  const { inEffect } = world.timeline;
  inEffect.forEach((entry, time) => {
    const { change, reset, release } = scenario.timeline?.[entry] ?? {};
    if (change !== undefined) changeFields(network, change);
    if (release !== undefined) changeRules(network, entry, world.timeline.effectUs[time]);
    if (reset?.shardKeys !== undefined) setSwitches(rules, { shardKeys: reset.shardKeys });
  });
}
