/**
 * Masks as topics of the router. The Go node keeps a mesh for every bit of a mask, and two masks may share one; both Rust nodes
 * find each other by whole masks (protocol.md `transport.slices`).
 */
import { bitmaskOf, slicesOf } from "../protocol/transport/bitmask.js";
import type { GossipScenario } from "./schema.js";
import { bytesToHex } from "@noble/hashes/utils.js";

export interface Channels {
  readonly topicCount: number;
  /** Topics of each channel, a bit each. */
  readonly topicsOf: readonly number[];
}

/** A channel of users is a topic in all transports: with the Go node a bit. */
export function channelsOf({
  transport,
  channels,
  users,
}: Pick<GossipScenario, "transport" | "channels"> & Partial<Pick<GossipScenario, "users">>): Channels {
  if (transport !== "go" || users !== undefined)
    return { topicCount: channels, topicsOf: Array.from({ length: channels }, (_, k) => 1 << k) };
  const topics: string[] = [];
  const topicsOf = Array.from({ length: channels }, (_, k) => {
    const slices = slicesOf(bitmaskOf(new TextEncoder().encode(`channel ${k}`))).map((slice) => bytesToHex(slice));
    for (const slice of slices) if (!topics.includes(slice)) topics.push(slice);
    return slices.reduce((bits, slice) => bits | (1 << topics.indexOf(slice)), 0);
  });
  return { topicCount: topics.length, topicsOf };
}
