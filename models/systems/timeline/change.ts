/** Other values of fields from a frame on: whoever reads the scenario reads them. */
import type { Network } from "../../changes/network.js";
import { applyChange, type Change } from "../../scenario/change-fields.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { setSwitches } from "../../scenario/timeline/switches-of-moment.js";
import { followedStrategies } from "../../scenario/followed.js";

/** What follows from fields is made anew: strategies with the orders of shards, and what attackers do. */
export function changeFields(network: Network, change: Change): void {
  const { scenario, rules, orders, attackers } = network;
  applyChange(scenario, change);
  network.strategies = followedStrategies(scenario, rules);
  orders.forget();
  attackers.reread(scenario);
}

/** Other rules from a frame on, and what nodes want by them. */
export function changeRules(network: Network, switches: Partial<RuleSwitches>): void {
  const { scenario, rules, orders } = network;
  setSwitches(rules, switches);
  network.strategies = followedStrategies(scenario, rules);
  orders.forget();
}

/** A run that goes on has the fields as they had become. */
export function restoreTimeline(network: Network): void {
  const { world, scenario, rules } = network;
  for (const entry of world.timeline.inEffect) {
    const { change, reset, release } = scenario.timeline?.[entry] ?? {};
    if (change !== undefined) changeFields(network, change);
    if (release !== undefined) changeRules(network, release.switches as Partial<RuleSwitches>);
    if (reset?.shardKeys !== undefined) setSwitches(rules, { shardKeys: reset.shardKeys });
  }
}
