import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gossipOf } from "../../test/gossip-parts.js";
import { gossipSub } from "./parameters.js";
import { scoreAt } from "./peer-scores.js";
import { companyScore, decayed, misbehaviourScore, topicScore } from "./rules/score.js";
import { scoring } from "./scoring.test-data.js";
import { targetCount } from "./rules/target-count.js";

describe("a score", () => {
  it("of a counter is what decay leaves, and nothing below the least", () => {
    // 8 → 4 → 2 → 1 → 0.5 → 0.25 → 0.125 → 0.0625, which is below 0.1.
    expect([0, 1, 3, 6, 7, 100].map((steps) => decayed(8, steps, 0.5, 0.1))).toEqual([8, 4, 1, 0.125, 0, 0]);
    expect(decayed(3, -1, 0.5, 0.1)).toBe(3);
  });

  it("is the sum of its terms, with time and deliveries capped, and bad ones squared", () => {
    // 0.01 · 50 s + 0.5 · 4 − 3² = −6.5; 200 s count as 1, 1,000 deliveries as 100.
    expect(topicScore(50, 4, 3, scoring)).toBeCloseTo(-6.5, 12);
    expect(topicScore(200, 1000, 0, scoring)).toBe(51);
    expect(topicScore(50, 4, 3, { ...scoring, topicWeight: 0.1 })).toBeCloseTo(-0.65, 12);
    // −0.1 · (8 − 6)².
    expect(misbehaviourScore(8, { ...scoring, misbehavioursFree: 6 })).toBeCloseTo(-0.4, 12);
    expect(misbehaviourScore(5, { ...scoring, misbehavioursFree: 6 })).toBeCloseTo(0, 12);
  });

  it("of who sends what is rejected falls until the sender is heard no more, and recovers", () => {
    const parameters = { ...gossipSub, floodPublish: true, score: scoring };
    const rejecting = {
      verdict: (_: number, kind: number) => (kind === 1 ? ("reject" as const) : ("accept" as const)),
    };
    const { kernel, gossip, publishAt, heard } = gossipOf({ nodeCount: 100, parameters, kindCount: 2, ...rejecting });
    for (let k = 0; k < 8; k++) publishAt(10_000_000 + 100_000 * k, { node: 7, bytes: 100, kind: 1 });
    kernel.runUntil(12_000_000);
    const { connections, mesh, nodes } = gossip.state;
    const back = (c: number): number => connections.reverse(c);
    const own = Array.from(
      { length: connections.starts[8] - connections.starts[7] },
      (_, k) => connections.starts[7] + k,
    );
    // After the third the score is −9, below −8: what comes then is not heard.
    expect(heard.filter(({ from }) => from === 7).length).toBe(3 * own.length);
    expect(nodes.ignored.reduce((sum, count) => sum + count, 0)).toBe(5 * own.length);
    expect(own.every((c) => mesh.isIn[back(c)] === 0)).toBe(true);
    expect(scoreAt(gossip.state, back(own[0]), 12_000_000)).toBeLessThan(-3);
    expect(scoreAt(gossip.state, back(own[0]), 80_000_000)).toBe(0);
    // The mark is gone after nine steps of 4 s, the back-off after a minute: somebody has it in its mesh again.
    kernel.runUntil(110_000_000);
    expect(own.some((c) => mesh.isIn[back(c)] === 1)).toBe(true);
  });
});

const isCrowd = (node: number): boolean => node < 80;

describe("company on an address", () => {
  const go = { ...scoring, perCompanySquared: -100, companyFree: 6 };

  it("is free for six, and costs a hundred times the square of the rest", () => {
    expect([1, 6, 7, 9].map((count) => companyScore(count, go))).toEqual([-0, -0, -100, -900]);
  });

  it("never counts for a peer, and more of it never for more", () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((count) => companyScore(count, go));
        expect(less).toBeLessThanOrEqual(0);
        expect(more).toBeLessThanOrEqual(less);
      }),
      { seed: 1 },
    );
  });

  it("keeps who has too much of it out of meshes, and nobody else", () => {
    const { kernel, gossip } = gossipOf({
      nodeCount: 200,
      parameters: { ...gossipSub, score: go },
      addressOf: (node) => (isCrowd(node) ? 0 : node),
    });
    kernel.runUntil(10_000_000);
    const { connections, mesh, members } = gossip.state;
    const seen = { refused: 0, wronglyIn: 0, alone: 0 };
    for (let node = 0; node < 200; node++) {
      const first = connections.starts[node];
      const own = Array.from({ length: connections.starts[node + 1] - first }, (_, k) => first + k);
      const crowd = own.filter((c) => isCrowd(connections.ends[c]));
      const isRefused = crowd.length > go.companyFree;
      if (isRefused) seen.refused++;
      if (isRefused && crowd.some((c) => mesh.isIn[c] === 1)) seen.wronglyIn++;
      if (!isRefused && members.meshCount[node] === 0) seen.alone++;
    }
    expect(seen).toMatchObject({ wronglyIn: 0, alone: 0 });
    expect(seen.refused).toBeGreaterThan(50);
  });
});

const told = (eligible: number, gossipFactor: number | null): number =>
  targetCount(eligible, { degreeLazy: 6, gossipFactor });

describe("the peers that are told", () => {
  it("are Dlazy or a share of the eligible, and never more than there are", () => {
    expect([told(4, 0.25), told(20, 0.25), told(40, 0.25), told(40, null)]).toEqual([4, 6, 10, 6]);
  });
});
