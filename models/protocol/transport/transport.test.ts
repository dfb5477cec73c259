import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type RuleSwitches, ruleSets } from "../ground/rule-sets.js";
import { bitmaskOf, slicesOf } from "./bitmask.js";
import { gossipTargets, meshParameters } from "./mesh-parameters.js";
import { isGraylisted, peerScore, scoreWeights } from "./peer-score.js";
import { frameParts, messageBytesSoftMax } from "./sizes.js";
import { isTimely, messageKinds, receiverRoles, type TimedMessage } from "./validity.js";
import { announcementScore, compareVersions, versionFloor } from "./version-floor.js";

const bitsOf = (mask: Uint8Array) => mask.reduce((sum, byte) => sum + byte.toString(2).replaceAll("0", "").length, 0);

describe("bit masks", () => {
  it("set one to three bits, the same for the same data", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (data) => {
        const mask = bitmaskOf(data);
        expect(mask).toHaveLength(32);
        expect(bitsOf(mask)).toBeGreaterThanOrEqual(1);
        expect(bitsOf(mask)).toBeLessThanOrEqual(3);
        expect(bitmaskOf(Uint8Array.from(data))).toEqual(mask);
      }),
      { seed: 1 },
    );
  });

  it("are the sum of their slices, each of one bit", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 32 }), (mask) => {
        const slices = slicesOf(mask);
        const united = mask.map((_byte, k) => slices.reduce((sum, slice) => sum | slice[k], 0));
        expect(united).toEqual(mask);
        expect(slices.length).toBe(Math.max(1, bitsOf(mask)));
      }),
      { seed: 1 },
    );
  });
});

const targets = (transport: RuleSwitches["transport"]) =>
  [0, 4, 24, 27, 28, 400].map((eligible) => gossipTargets(eligible, meshParameters["2.1 Go"], { transport }));

describe("gossip", () => {
  it("reaches Dlazy peers in small neighbourhoods and a quarter in large ones, never more than there are", () => {
    expect(targets("go")).toEqual([0, 4, 6, 6, 7, 100]);
    expect(targets("rustFork")).toEqual(targets("go"));
    expect(targets("rustJune")).toEqual([0, 4, 6, 6, 6, 6]);
    const inJune = meshParameters["2.1 Rust"];
    expect([4, 400].map((eligible) => gossipTargets(eligible, inJune, { transport: "rustFork" }))).toEqual([4, 6]);
  });
});

const taken = (message: Omit<TimedMessage, "messageTimeMinusNowMs">, times: readonly number[], rules: RuleSwitches) =>
  times.map((messageTimeMinusNowMs) => isTimely({ ...message, messageTimeMinusNowMs }, rules));

describe("times of messages", () => {
  it("may be five seconds off either way for votes in Go, an archive takes frames of two minutes", () => {
    const go = ruleSets["v2.1-frames"];
    for (const role of receiverRoles)
      expect(taken({ kind: "vote", role }, [-5001, -5000, 5000, 5001], go)).toEqual([false, true, true, false]);
    expect(taken({ kind: "appFrame", role: "archive" }, [-120_001, -120_000, 1e9], go)).toEqual([false, true, true]);
    expect(taken({ kind: "appFrame", role: "worker" }, [-20_001, -20_000, 1e9], go)).toEqual([false, true, true]);
  });

  it("matter in Rust for what nodes say of themselves, and for nothing else", () => {
    for (const rules of [ruleSets["v2.1-epoch"], ruleSets["v2.1-simplex"]]) {
      for (const role of receiverRoles) {
        for (const kind of messageKinds.filter((each) => each !== "peerInfo" && each !== "keyRegistry"))
          expect(taken({ kind, role }, [-1e12, 1e12], rules)).toEqual([true, true]);
        expect(taken({ kind: "peerInfo", role }, [-60_001, -60_000, 300_000, 300_001], rules)).toEqual([
          false,
          true,
          true,
          false,
        ]);
      }
    }
  });
});

describe("sizes", () => {
  it("cut a frame above the soft limit into 256 fragments of which 224 restore it", () => {
    expect(frameParts(messageBytesSoftMax)).toEqual({ parts: 1, bytesEach: messageBytesSoftMax });
    const { parts, bytesEach } = frameParts(2_000_000);
    expect(parts).toBe(256);
    expect(bytesEach * 224).toBeGreaterThanOrEqual(2_000_000);
  });
});

describe("peer scores", () => {
  const peer = { masks: [], application: 0, misbehaviours: 0, peersOnAddress: 1 };

  it("forgive six of a kind and then punish by squares", () => {
    expect(peerScore({ ...peer, misbehaviours: 6, peersOnAddress: 6 })).toBe(0);
    expect(peerScore({ ...peer, misbehaviours: 8 })).toBe(-40);
    expect(peerScore({ ...peer, peersOnAddress: 9 })).toBe(-900);
    expect(peerScore({ ...peer, peersOnAddress: 9 }, false)).toBe(0);
  });

  it("graylist whoever announces an outdated version", () => {
    const score = peerScore({ ...peer, application: announcementScore.outdated });
    expect(score).toBe(scoreWeights.application * announcementScore.outdated);
    expect(isGraylisted(score)).toBe(true);
    expect(isGraylisted(peerScore(peer))).toBe(false);
  });

  it("stop counting time and deliveries at their caps", () => {
    const mask = { secondsInMesh: 1e6, firstDeliveries: 1e6, invalidMessages: 0 };
    expect(peerScore({ ...peer, masks: [mask] })).toBeCloseTo(0.1 * (1 + 50_000), 9);
    expect(peerScore({ ...peer, masks: [{ ...mask, invalidMessages: 10 }] })).toBeLessThan(0);
  });
});

describe("version floors", () => {
  const enforced = ruleSets["v2.0.6"];

  it("rise with time where they are enforced, and do not exist in 2.1", () => {
    const times = [0, 1_715_144_400_000, 1_736_726_399_999, 1_736_726_400_000, 2_000_000_000_000];
    expect(times.map((time) => versionFloor(time, enforced))).toEqual([
      null,
      [1, 4, 19, 0],
      [2, 0, 5, 0],
      [2, 0, 6, 0],
      [2, 1, 0, 4],
    ]);
    expect(versionFloor(2_000_000_000_000, ruleSets["v2.1-epoch"])).toBeNull();
  });

  it("compare by number, not by text", () => {
    expect(compareVersions([2, 0, 10, 0], [2, 0, 9, 3])).toBeGreaterThan(0);
    expect(compareVersions([2, 1, 0, 3], [2, 1, 0, 4])).toBeLessThan(0);
    expect(compareVersions([2, 1, 0, 4], [2, 1, 0, 4])).toBe(0);
  });
});
