/** What is said when a network cannot be, or is asked for what it does not have. */
import { counted } from "../units/readable.js";
export const messages = {
  badLatency: (ms: number): string => `a latency of ${ms} ms; allowed are 0 to 2147483 ms`,
  badRegionNames: (names: readonly string[]): string =>
    `regions ${names.join(", ")}: there must be one at least, and no name twice`,
  badMatrix: (count: number): string =>
    `latencies between ${counted(count, "region")}: ${counted(count, "row")} of ${counted(count, "value")} are needed`,
  badNode: (node: number, count: number): string => `node ${node}: allowed are whole numbers from 0 to ${count - 1}`,
  badRegion: (region: number, count: number): string => `region ${region}: allowed are 0 to ${count - 1}`,
  badRate: (rate: number): string => `a bandwidth of ${rate} bit/s; allowed is more than 0, Infinity for no limit`,
  badShare: (share: number): string => `a share of ${share}; allowed are 0 to 1`,
  loop: (node: number): string => `node ${node} is linked with itself`,
  linkTwice: (from: number, to: number): string => `the link from ${from} to ${to} is there twice`,
  tooFewNodes: (count: number, degree: number): string =>
    `${counted(count, "node")} cannot each have ${counted(degree, "different one")} of the others`,
  noWay: (from: number, to: number): string =>
    `there is neither a link nor regions between node ${from} and node ${to}`,
  badSize: (name: string, bytes: number): string =>
    `a message "${name}" of ${counted(bytes, "byte")}; allowed are whole numbers up to 1 GB`,
  typeTaken: (name: string): string => `there is a message "${name}" already`,
  acrossParts: (name: string): string =>
    `the call "${name}" between nodes of two parts: requests and answers need both ends on one kernel`,
  badWindow: (): string => "a fault needs 0 ≤ from < until, and a period that is no shorter than the fault",
  noRegion: (name: string, known: readonly string[]): string => `no region "${name}"; there are: ${known.join(", ")}`,
  tooManyGroups: (count: number): string => `${counted(count, "group")}; allowed are up to 255`,
  endlessClog: (): string => "a clog has to end: what waits for good is a cut",
  badAdded: (us: number): string => `added time of ${us} µs; allowed are whole numbers from 0`,
  nodesDiffer: (what: string, ofNodes: number, ofTypes: number): string =>
    `${what}: ${ofNodes} by nodes, ${ofTypes} by types of message`,
  inFlight: (counted: number, sent: number, delivered: number, lost: number): string =>
    `${sent} sent, ${delivered} delivered and ${lost} lost leave ${sent - delivered - lost} in flight, but there are ${counted}`,
};
