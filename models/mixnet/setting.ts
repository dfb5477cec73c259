/** What follows from a scenario: sizes as the rules of the protocol have them. */
import { sideOf } from "../protocol/mixnet/butterfly.js";
import { linkChance, dealersOf, mixDelayUs } from "../protocol/mixnet/mixing.js";
import { dealBytes, type RoundSize, roundTraffic, vectorBytes } from "../protocol/mixnet/round-traffic.js";
import type { MixnetScenario } from "./schema.js";

/** Largest message that the network carries; deals go in parts of so much. */
export const partBytes = 1e9;

/** Throws `RuleError` for a batch that is no square. */
export function settingOf({ mixnet, observer, line }: MixnetScenario) {
  const { players, dealers = dealersOf(players), batch, depth, element, wait, compute } = mixnet;
  const masks = mixnet.masks === "on";
  const size: RoundSize = { players, dealers, batch, depth, masks, elementBytes: element };
  const deal = mixnet.dealing === "on" ? dealBytes(size) : 0;
  return {
    ...size,
    side: sideOf(batch),
    waitUs: wait,
    computeUs: compute,
    corrupt: observer.dealers,
    vectorBytes: vectorBytes(size),
    /** Of a dealer's shares of a layer for a player; 0: they are not sent. */
    dealBytes: deal,
    dealParts: Math.ceil(deal / partBytes),
    traffic: roundTraffic(size),
    /** As the rule says it: without bandwidth, and no player slower than the median. */
    mixUs: mixDelayUs({ depth, hopUs: line.latency, batch, computeUs: compute }),
    linkChance: (messages: number): number =>
      linkChance({ batch, messages, dealers, corrupt: observer.dealers, masks }),
  };
}

export type Setting = ReturnType<typeof settingOf>;
