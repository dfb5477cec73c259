/** What is said when gossip cannot be, or has gone wrong. */
export const messages = {
  noLinks: (): string => "gossip goes over connections: the topology has no links",
  oneWay: (from: number, to: number): string => `node ${from} is connected with ${to}, but not the other way round`,
  tooManyTopics: (count: number): string => `${count} topics; allowed are 1 to 30`,
  badDegrees: (low: number, degree: number, high: number): string =>
    `mesh degrees ${low} / ${degree} / ${high}: allowed are 0 < low ≤ degree ≤ high`,
  before: (node: number, from: number): string => `node ${node} heard a message from ${from} before that one had it`,
  degrees: (node: number, counted: number, kept: number): string =>
    `node ${node} has ${counted} peers in its mesh and counts ${kept}`,
  control: (sent: number, delivered: number, lost: number, inFlight: number): string =>
    `of ${sent} control messages ${delivered} were delivered, ${lost} lost, and ${inFlight} are said to be in flight`,
};
