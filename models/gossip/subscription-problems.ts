/** What a scenario of gossip cannot say of subscriptions. */
import type { Infeasible } from "../../sim/experiment/model.js";
import { unknownWords } from "../../sim/scenario/fault-problems.js";
import type { GossipScenario } from "./schema.js";
import type { WrittenSubscription } from "./subscription-fields.js";

/** How many of the nodes of a class are subscribed to a channel. */
type Part = "all" | "some" | "none";

export function subscriptionProblems(scenario: GossipScenario): readonly Infeasible[] {
  const { subscriptions = [], nodes, channels, horizon, users } = scenario;
  if (subscriptions.length > 0 && users !== undefined)
    return [{ path: "subscriptions", message: "who is on a channel of users stays there; write `messages`, not `users`" }]; // prettier-ignore
  const classes = nodes.map(({ class: name }) => name);
  const known = subscriptions.flatMap(({ at, over, classes: of, channels: some = [] }, k): readonly Infeasible[] => [
    ...unknownWords(of, classes, (c) => `subscriptions[${k}].classes[${c}]`),
    ...some.flatMap(
      (channel, c) =>
      channel < channels
        ? []
        : [{ path: `subscriptions[${k}].channels[${c}]`, message: `there is no channel ${channel}; there are 0 to ${channels - 1} (\`channels: ${channels}\`)` }], // prettier-ignore
    ),
    ...(at + over <= horizon
      ? []
      : [{ path: `subscriptions[${k}].${at > horizon ? "at" : "over"}`, message: "the run ends before that" }]),
  ]);
  return known.length > 0 ? known : sequenceProblems(scenario, subscriptions);
}

/** Goes through the changes in the order of time: none may begin within another of the same nodes, nor be about nobody. */
function sequenceProblems(
  { nodes, channels, channelsPerNode = channels }: GossipScenario,
  subscriptions: readonly WrittenSubscription[],
): readonly Infeasible[] {
  const all = Array.from({ length: channels }, (_, channel) => channel);
  const last = new Map<string, { readonly entry: number; readonly untilUs: number }>();
  const parts = new Map<string, Part>();
  const partOf = (name: string, channel: number): Part => {
    const { listens } = nodes.find((one) => one.class === name)!;
    return parts.get(`${channel} ${name}`) ?? (listens ? (channelsPerNode >= channels ? "all" : "some") : "none");
  };
  const order = Array.from(subscriptions.keys()).sort((a, b) => subscriptions[a].at - subscriptions[b].at || a - b);
  return order.flatMap((k): readonly Infeasible[] => {
    const { at, over, classes, does, channels: some = all } = subscriptions[k];
    const after: Part = does === "subscribe" ? "all" : "none";
    const [within, idle]: [Set<number>, boolean[]] = [new Set(), []];
    for (const name of classes)
      for (const channel of some) {
        const key = `${channel} ${name}`;
        const before = last.get(key);
        if (before !== undefined && before.untilUs >= at) within.add(before.entry);
        idle.push(partOf(name, channel) === after);
        last.set(key, { entry: k, untilUs: at + over });
        parts.set(key, after);
      }
    const path = `subscriptions[${k}]`;
    if (within.size > 0)
      return [...within].map((entry) => ({ path: `${path}.at`, message: `\`subscriptions[${entry}]\` of the same nodes is not over by then` })); // prettier-ignore
    if (idle.every((isIdle) => isIdle))
      return [{ path, message: does === "subscribe" ? "all of these nodes are subscribed by then" : "none of these nodes is subscribed by then" }]; // prettier-ignore
    return [];
  });
}
