/** What gossip looks like at a moment, for `orrery watch`: who has heard a message, by region, and what was published and sent. */
import { type Scene, type SceneWords, type Spread, spreadOf } from "../../sim/experiment/scenes/scene.js";
import type { Gossip } from "../../sim/gossip/gossip.js";
import { channelsOf } from "./channels.js";
import { playedOf } from "./channel-sample.js";
import { type Overlay, regionsOfScenario } from "./overlay.js";
import type { GossipScenario } from "./schema.js";
import type { RunTablesOfGossip } from "./run.js";
import { ofFlow } from "./sent-table.js";

/** A message that is so old has reached most of those whom it ever will; a younger one is shown while there is no such. */
const settledUs = 3e6;

export function gossipSceneWords(scenario: GossipScenario): SceneWords {
  const flows = playedOf(scenario).messages.map(({ flow }) => flow);
  return {
    spread: { title: "Who hears a message, by region", groups: regionsOfScenario(scenario).names },
    bars: [
      { title: "Messages published", labels: flows },
      { title: "Deliveries", labels: flows },
      { title: "Copies sent", labels: flows },
    ],
  };
}

export interface SceneParts {
  readonly scenario: GossipScenario;
  readonly overlay: Overlay;
  readonly gossip: Gossip;
  readonly tables: RunTablesOfGossip;
  readonly nowUs: number;
}

export function gossipScene(parts: SceneParts): Scene {
  const { flows } = parts.tables;
  const { copies } = parts.gossip.state.kinds;
  const numbers = (values: Float64Array): number[] => [...values.subarray(0, flows.count)];
  const sent = Array.from({ length: flows.count }, (_, flow) => ofFlow(copies, flow, flows.count));
  return { spread: latestSpread(parts), bars: [numbers(flows.published), numbers(flows.delivered), sent] };
}

/** Of the messages that the gossip still holds the one that was published last, of those that have had time to spread if one of them is held. */
function latestSpread({ scenario, overlay, gossip, nowUs }: SceneParts): Spread | null {
  const { messages, copies, nodeCount, subscribed, topicCount } = gossip.state;
  let slot = -1;
  // A slot may hold a message that is planned, and yet to be published.
  const isOut = (k: number): boolean => messages.serial[k] >= 0 && messages.publishedUs[k] <= nowUs;
  const rank = (k: number): number => messages.serial[k] + (nowUs - messages.publishedUs[k] >= settledUs ? 2 ** 31 : 0);
  for (let k = 0; k < messages.count; k++) if (isOut(k) && (slot < 0 || rank(k) > rank(slot))) slot = k;
  if (slot < 0) return null;
  const { regionOf } = overlay.topology;
  const author = messages.author[slot];
  // Who subscribed later was not to hear it.
  const membership = overlay.changes.length === 0 ? null : overlay.membership;
  const channel = channelsOf(scenario).topicsOf.indexOf(messages.topics[slot]);
  const isToHear = (node: number): boolean => {
    if (node === author) return false;
    if (membership !== null) return membership.isMemberAt(node, channel, messages.publishedUs[slot]);
    for (let topic = 0; topic < topicCount; topic++)
      if (((messages.topics[slot] >> topic) & 1) === 1 && subscribed[topic * nodeCount + node] === 1) return true;
    return false;
  };
  const expected = overlay.regions.names.map(() => 0);
  for (let node = 0; node < nodeCount; node++) if (isToHear(node)) expected[regionOf[node]]++;
  const { flow } = scenario.messages[messages.kind[slot]];
  const of = `${flow} ${messages.serial[slot]}, of node ${author}, published at ${(messages.publishedUs[slot] / 1e6).toFixed(3)} s`;
  return spreadOf(
    { of, expected },
    {
      nodeCount,
      groupOf: (node) => regionOf[node],
      elapsedUs: (node) => (isToHear(node) ? copies.heardUs[slot * nodeCount + node] - 1 : -1),
    },
  );
}
