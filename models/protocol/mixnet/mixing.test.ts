import { describe, expect, it } from "vitest";
import { testRuleContract } from "../../../test/rule-contract.js";
import { batchClosesUs, canMix, dealersOf, linkChance, mixDelayUs } from "./mixing.js";
import { mixnetRules } from "./mixnet-rules.js";

testRuleContract("mixnet", mixnetRules);

const unmasked = (messages: number, corrupt = 0): number =>
  linkChance({ batch: 100, messages, dealers: 3, corrupt, masks: false });

describe("a mixnet", () => {
  it("always has players enough for the dealers that follow from them", () => {
    for (let players = 1; players <= 2000; players++) expect(canMix(players, dealersOf(players))).toBe(true);
    expect(canMix(8, 3)).toBe(false);
    expect(canMix(0, dealersOf(0))).toBe(false);
  });

  it("gives an observer no advantage until the last dealer of a layer is corrupt", () => {
    const chances = [0, 1, 2, 3].map((corrupt) => linkChance({ batch: 50, dealers: 3, corrupt }));
    expect(chances).toEqual([0.02, 0.02, 0.02, 1]);
  });

  it("hides a message among those of its row without masks: 1/√batch in a full one", () => {
    expect([100, 95, 10, 1].map((messages) => unmasked(messages))).toEqual([0.1, 10 / 95, 0.1, 1]);
    expect(unmasked(100, 3)).toBe(1);
    expect(linkChance({ batch: 100, messages: 40, dealers: 3, corrupt: 2 })).toBe(0.025);
  });

  it("takes twice as long through twice the layers", () => {
    const once = mixDelayUs({ depth: 4, hopUs: 60_000, batch: 10_000 });
    expect(mixDelayUs({ depth: 8, hopUs: 60_000, batch: 10_000 })).toBe(2 * once);
  });

  it("closes a batch when it is full, and a frame after its first message at the latest", () => {
    const frameUs = 10_000_000;
    expect(batchClosesUs([0, 5, 9], 3, frameUs)).toBe(9);
    expect(batchClosesUs([7, 9], 3, frameUs)).toBe(7 + frameUs);
    expect(batchClosesUs([0, 5, frameUs + 1], 3, frameUs)).toBe(frameUs);
    expect(() => batchClosesUs([], 3, frameUs)).toThrow("first message");
  });
});
