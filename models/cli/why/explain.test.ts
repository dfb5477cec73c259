import { describe, expect, it } from "vitest";
import { standing, timeline } from "./explain.js";

const event = (frame: number, shard: string, what: string, why = "") => ({
  frame: String(frame),
  time_s: String(frame * 10),
  rule: "lifecycle.joinGate",
  prover: "3",
  shard,
  what,
  why,
});

describe("orrery why", () => {
  it("says of a join that nobody answered that it is still joining, and when it can be answered", () => {
    const events = [
      event(4, "7", "proposes to join"),
      event(5, "7", "join accepted", "can be answered in the next epoch only"),
    ];
    expect(standing(events, "3")).toEqual([
      "shard 7   still joining, because its join was not answered since frame 5 (can be answered in the next epoch only)  [lifecycle.joinGate]",
    ]);
  });

  it("says of an allocation of the start that it stands so since then", () => {
    const starts = [event(1, "7", "starts active"), event(1, "8", "starts joining")];
    expect(standing(starts, "3")).toEqual([
      "shard 7   active since the start, frame 1  [lifecycle.joinGate]",
      "shard 8   still joining since the start, frame 1  [lifecycle.joinGate]",
    ]);
  });

  it("tells how each allocation stands by its latest event, in order of shards", () => {
    const events = [
      event(1, "12", "takes effect"),
      event(2, "5", "join accepted"),
      event(9, "12", "place closed", "left"),
    ];
    expect(standing(events, "3").map((line) => line.slice(0, 22).trim())).toEqual([
      "shard 5   still joinin",
      "shard 12  closed since",
    ]);
  });

  it("says of a leave that its node confirms that it is leaving, not that it joins", () => {
    const answers = { ...event(9, "7", "node confirms"), rule: "proposer.decideLeaves" };
    expect(standing([event(5, "7", "leave asked for"), answers], "3")[0]).toMatch(/^shard 7 {3}leaving; the node has/);
    const joins = { ...answers, rule: "proposer.decideJoins" };
    expect(standing([joins], "3")[0]).toMatch(/^shard 7 {3}still joining; the node has confirmed/);
  });

  it("lets an allocation that moves keep its standing, and leaves none behind on the shard that is gone", () => {
    const moved = { ...event(9, "12", "moved to a part"), other: "7" };
    const lines = standing([event(5, "7", "paused"), moved, event(10, "12", "signs twice")], "3");
    expect(lines).toEqual(["shard 12  paused since frame 5  [lifecycle.joinGate]"]);
  });

  it("shows every event with frame, time, shard and rule", () => {
    expect(timeline([event(360, "7", "halts", "thin")])).toEqual([
      "frame     360     1.00 h  shard 7   halts: thin  [lifecycle.joinGate]",
    ]);
  });

  it("passes over events of other provers", () => {
    const halts = { ...event(3, "7", "halts"), prover: "" };
    expect(standing([halts], "3")).toEqual([]);
  });
});
