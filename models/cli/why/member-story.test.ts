import { describe, expect, it } from "vitest";
import { groupStory, nodeStory } from "./node-story.js";

const event = (prover: string, timeS: number, what: string) => ({
  prover,
  time_s: String(timeS),
  what,
  why: "",
  cause: "",
  shard: "",
});
const provers = ["3", "4"].map((prover) => ({ prover, workers: "96" }));

describe("the story of a prover that has no allocations", () => {
  it("tells of the ring that it joined, as an era of rings has it", () => {
    const events = [
      event("3", 0, "appears"),
      event("3", 600, "asks to join"),
      event("3", 1200, "joined"),
      event("3", 7200, "removed"),
      event("4", 0, "appears"),
      event("4", 0, "asks to join"),
      event("4", 2400, "joined"),
    ];
    expect(nodeStory(events.slice(0, 4), provers[0], new Map())).toEqual([
      "Joined a ring after 20 min.",
      "Removed from a ring once.",
      "At the end it is no member.",
    ]);
    expect(groupStory(events, provers)).toEqual([
      "Joined a ring after 30 min (median; 2 of 2 did).",
      "Removed from a ring once.",
      "At the end 1 of 2 are members.",
    ]);
    expect(nodeStory([event("3", 0, "asks to join")], provers[0], new Map())).toEqual([
      "It never joined a ring.",
      "At the end it is no member.",
    ]);
  });

  it("tells of the rounds that it took part in, as an era of rounds has it", () => {
    const events = [event("3", 0, "appears"), event("3", 600, "took part"), event("3", 900, "took part")];
    expect(nodeStory(events, provers[0], new Map())).toEqual(["Took part in rounds 2 times, first after 10 min."]);
    expect(groupStory(events, provers)).toEqual([
      "Took part in rounds 2 times (1 of 2 did), first after 10 min (median).",
    ]);
    const vouchers = [event("3", 0, "appears"), event("3", 60, "contributed")];
    expect(nodeStory(vouchers, provers[0], new Map())).toEqual(["Contributed once, first after 60 s."]);
  });
});
