/** What a scenario of gossip cannot say. */
import { counted, countText } from "../../sim/units/readable.js";
import type { Infeasible } from "../../sim/experiment/model.js";
import { faultProblems, unknownWords } from "../../sim/scenario/fault-problems.js";
import { discoveryProblems } from "./discovery-field.js";
import { limitProblems } from "./limits.js";
import { regionsOfScenario } from "./overlay.js";
import { nodeCountOf } from "./roll.js";
import type { GossipScenario } from "./schema.js";
import { parametersOf } from "./transports.js";
import { subscriptionProblems } from "./subscription-problems.js";
import { userProblems } from "./user-problems.js";

/** Deliveries that a run may have, and rows of its table of messages. */
const maxMessages = 1_000_000;

/** More often nobody looks at a mesh. */
const minHeartbeatUs = 1000;

/** Heartbeats of a node are counted in words of 32 bits. */
const maxHeartbeats = 2_000_000_000;

export function problemsOf(scenario: GossipScenario): readonly Infeasible[] {
  const { nodes, messages, faults, regions, connections, horizon, users } = scenario;
  const classes = nodes.map(({ class: name }) => name);
  const regionNames = regionsOfScenario(scenario).names;
  const count = nodeCountOf(scenario);
  const p = parametersOf(scenario);
  return [
    ...twice(classes, (k) => `nodes[${k}].class`),
    ...twice(
      messages.map(({ flow }) => flow),
      (k) => `messages[${k}].flow`,
    ),
    ...userProblems(scenario),
    ...limitProblems(scenario),
    ...discoveryProblems(scenario),
    ...subscriptionProblems(scenario),
    ...(connections < count || users !== undefined
      ? []
      : [
          {
            path: "connections",
            message: `there are ${counted(count, "node")}, so at most ${counted(count - 1, "other")}`,
          },
        ]),
    ...(p.degreeLow <= p.degree && p.degree <= p.degreeHigh
      ? []
      : [
          {
            path: "mesh",
            message: `degrees ${p.degreeLow} / ${p.degree} / ${p.degreeHigh}; allowed are low ≤ degree ≤ high`,
          },
        ]),
    ...(p.heartbeatUs >= minHeartbeatUs
      ? []
      : [{ path: "mesh.heartbeat", message: `allowed are ${minHeartbeatUs / 1000} ms and more` }]),
    ...(horizon / p.heartbeatUs <= maxHeartbeats
      ? []
      : [{ path: "horizon", message: `about ${counted(Math.round(horizon / p.heartbeatUs), "heartbeat")} of a node; allowed are ${countText(maxHeartbeats)}` }]), // prettier-ignore
    ...unknownWords(Object.keys(regions.shares ?? {}), regionNames, () => "regions.shares"),
    ...(Object.values(regions.shares ?? { any: 1 }).some((part) => part > 0)
      ? []
      : [{ path: "regions.shares", message: "some region needs a part above 0" }]),
    ...messages.flatMap(({ every, from = [], acceptedBy = [] }, k) => [
      ...(every > 0 ? [] : [{ path: `messages[${k}].every`, message: "allowed is more than 0" }]),
      ...(every > 0 && horizon / every > maxMessages
        ? [
            {
              path: `messages[${k}].every`,
              message: `about ${counted(Math.round(horizon / every), "message")}; allowed are ${countText(maxMessages)}`,
            },
          ]
        : []),
      ...unknownWords(from, classes, (at) => `messages[${k}].from[${at}]`),
      ...unknownWords(acceptedBy, classes, (at) => `messages[${k}].acceptedBy[${at}]`),
    ]),
    ...faultProblems(faults, { classes, regions: regionNames, horizonUs: horizon }),
  ];
}

const twice = (names: readonly string[], pathOf: (k: number) => string): readonly Infeasible[] =>
  names.flatMap((name, k) =>
    names.indexOf(name) < k ? [{ path: pathOf(k), message: `"${name}" is there already` }] : [],
  );
