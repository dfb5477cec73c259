/** What is said when gossip cannot be, or has gone wrong. */
import { counted } from "../units/readable.js";
export const messages = {
  noLinks: (): string => "gossip goes over connections: the topology has no links",
  fixedSubscriptions: (): string => "this network was made without changes of subscriptions",
  oneWay: (from: number, to: number): string => `node ${from} is connected with ${to}, but not the other way round`,
  tooManyTopics: (count: number): string => `${counted(count, "topic")}; allowed are 1 to 30`,
  peeringWithChanges: (): string => "connections that open and close know of no subscriptions that change",
  peeringInParts: (count: number): string =>
    `connections that open and close in a network of ${counted(count, "part")}: both ends change at once, so there is one part`,
  badDegrees: (low: number, degree: number, high: number): string =>
    `mesh degrees ${low} / ${degree} / ${high}: allowed are 0 < low ≤ degree ≤ high`,
  before: (node: number, from: number): string => `node ${node} heard a message from ${from} before that one had it`,
  degrees: (node: number, found: number, kept: number): string =>
    `node ${node} has ${counted(found, "peer")} in its mesh and counts ${kept}`,
  oneEnd: (node: number, peer: number): string =>
    `a connection of node ${node} with ${peer} that one end has, or both or neither opened`,
  withDown: (node: number, peer: number): string => `node ${node} is connected with ${peer}, of which one is down`,
  meshOverNothing: (node: number, peer: number): string =>
    `node ${node} has ${peer} in its mesh, and no connection with it`,
  connectionCounts: (
    node: number,
    { inbound, outbound }: { readonly inbound: number; readonly outbound: number },
    keptIn: number,
    keptOut: number,
  ): string =>
    `node ${node} has ${counted(inbound, "connection")} of others and ${outbound} of its own; it counts ${keptIn} and ${keptOut}, or may have fewer`,
  peers: (node: number, found: number, kept: number): string =>
    `node ${node} has ${counted(found, "peer")} and counts ${kept}`,
  control: (sent: number, delivered: number, lost: number, inFlight: number): string =>
    `of ${counted(sent, "control message")} ${delivered} were delivered, ${lost} lost, and ${inFlight} are said to be in flight`,
};
