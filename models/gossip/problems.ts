/** What a scenario of gossip cannot say. */
import type { Infeasible } from "../../sim/experiment/model.js";
import { nodeCountOf, regionsOfScenario } from "./overlay.js";
import type { Fault, GossipScenario } from "./schema.js";
import { parametersOf } from "./transports.js";

/** Deliveries that a run may have, and rows of its table of messages. */
const maxMessages = 1_000_000;

/** More often nobody looks at a mesh. */
const minHeartbeatUs = 1000;

/** Heartbeats of a node are counted in words of 32 bits. */
const maxHeartbeats = 2_000_000_000;

/** How often a fault may come again: each time is an event of all nodes that it is about. */
const maxTimes = 10_000;

export function problemsOf(scenario: GossipScenario): readonly Infeasible[] {
  const { nodes, messages, faults, regions, connections, horizon } = scenario;
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
    ...(connections < count
      ? []
      : [{ path: "connections", message: `there are ${count} nodes, so at most ${count - 1} others` }]),
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
      : [{ path: "horizon", message: `about ${Math.round(horizon / p.heartbeatUs)} heartbeats of a node; allowed are ${maxHeartbeats}` }]), // prettier-ignore
    ...unknown(Object.keys(regions.shares ?? {}), regionNames, () => "regions.shares"),
    ...(Object.values(regions.shares ?? { any: 1 }).some((part) => part > 0)
      ? []
      : [{ path: "regions.shares", message: "some region needs a part above 0" }]),
    ...messages.flatMap(({ every, from = [], acceptedBy = [] }, k) => [
      ...(every > 0 ? [] : [{ path: `messages[${k}].every`, message: "allowed is more than 0" }]),
      ...(every > 0 && horizon / every > maxMessages
        ? [
            {
              path: `messages[${k}].every`,
              message: `about ${Math.round(horizon / every)} messages; allowed are ${maxMessages}`,
            },
          ]
        : []),
      ...unknown(from, classes, (at) => `messages[${k}].from[${at}]`),
      ...unknown(acceptedBy, classes, (at) => `messages[${k}].acceptedBy[${at}]`),
    ]),
    ...faults.flatMap((fault, k) => faultProblems(fault, `faults[${k}]`, { classes, regions: regionNames, horizon })),
  ];
}

function faultProblems(
  fault: Fault,
  path: string,
  { classes, regions, horizon }: { readonly classes: readonly string[]; readonly regions: readonly string[]; readonly horizon: number }, // prettier-ignore
): readonly Infeasible[] {
  const needs = {
    partition: ["groups"],
    cut: ["from", "to"],
    slow: [],
    crash: ["from"],
    eclipse: ["from", "to"],
  } as const;
  const sets = [
    ...(fault.groups ?? []).map((set, k) => [`${path}.groups[${k}]`, set] as const),
    ...(["from", "to"] as const).flatMap((end) =>
      fault[end] === undefined ? [] : [[`${path}.${end}`, fault[end]] as const],
    ),
  ];
  return [
    ...needs[fault.fault].flatMap((field) =>
      fault[field] === undefined ? [{ path, message: `a ${fault.fault} needs \`${field}\`` }] : [],
    ),
    ...(fault.for > 0 ? [] : [{ path: `${path}.for`, message: "allowed is more than 0" }]),
    ...(fault.every === undefined || fault.every >= fault.for
      ? []
      : [{ path: `${path}.every`, message: "it begins again before it has ended" }]),
    ...timesProblems(fault, path, horizon),
    ...sets.flatMap(([at, set]) => [
      ...unknown(set.classes ?? [], classes, (k) => `${at}.classes[${k}]`),
      ...unknown(set.regions ?? [], regions, (k) => `${at}.regions[${k}]`),
    ]),
  ];
}

function timesProblems({ at, every }: Fault, path: string, horizon: number): readonly Infeasible[] {
  const times = every === undefined ? 1 : Math.ceil((horizon - at) / every);
  const message = `it would happen ${times} times; allowed are ${maxTimes}: write a longer time`;
  return times <= maxTimes ? [] : [{ path: `${path}.every`, message }];
}

const twice = (names: readonly string[], pathOf: (k: number) => string): readonly Infeasible[] =>
  names.flatMap((name, k) =>
    names.indexOf(name) < k ? [{ path: pathOf(k), message: `"${name}" is there already` }] : [],
  );

const unknown = (
  words: readonly string[],
  known: readonly string[],
  pathOf: (k: number) => string,
): readonly Infeasible[] =>
  words.flatMap((word, k) =>
    known.includes(word)
      ? []
      : [
          {
            path: pathOf(k),
            message: `there is no "${word}"; there are ${known.join(", ")}`,
            misspelt: { word, known },
          },
        ],
  );
