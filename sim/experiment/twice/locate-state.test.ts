import { describe, expect, it } from "vitest";
import { flawAt, walkModel } from "../../../test/walk-model.js";
import type { Finding } from "./finding.js";
import { type Begin, locateState } from "./locate-state.js";

const interrupt = { requested: false, release() {} };
const secondUs = 1_000_000;

/** Begins a walk of 20 seconds; runs for which `isFlawed` holds get another state at 7 s. */
function beginner(isFlawed: (run: number) => boolean): Begin {
  const model = walkModel("state", isFlawed);
  const scenario = model.schema.parse({ name: "walk", horizon: "20 s" });
  return (observer) => model.createSimulation(scenario, { seed: "1", replication: 0, replay: "a test", observer });
}

const event = (number: number, second: number) => ({
  number,
  timeUs: second * secondUs,
  handler: "step",
  target: 0,
  source: 0,
  payload: 0,
  draws: 1,
  drawn: 0,
  folded: 0,
});
/** As a slice from 2 s to 19 s would find it. */
const found: Extract<Finding, { kind: "state" }> = {
  kind: "state",
  column: "walkers.place",
  row: 2,
  values: ["19", "19.000000001"],
  sameAtUs: 2 * secondUs,
  differsAtUs: 19 * secondUs,
  events: Array.from({ length: 34 }, (_unused, k) => event(k + 1, 3 + Math.floor(k / 2))),
  again: "not tried",
};

const neverBegun: Begin = () => {
  throw new Error("nothing needs to be run");
};

describe("a state that differs at the end of a slice", () => {
  it("is placed between two moments by running again", async () => {
    const placed = await locateState(beginner((run) => run % 2 === 1), found, interrupt); // prettier-ignore
    expect(placed).toMatchObject({ again: "placed", sameAtUs: 6 * secondUs, differsAtUs: 7 * secondUs });
    expect(placed.events.map(({ timeUs }) => timeUs)).toEqual([flawAt.second * secondUs, flawAt.second * secondUs]);
    expect(placed.values).toEqual(["7", "7.000000001"]);
  });

  it("is reported as it was found where it does not come back", async () => {
    const placed = await locateState(beginner(() => false), found, interrupt); // prettier-ignore
    expect(placed).toEqual({ ...found, again: "not seen" });
  });

  it("is left alone where all events in question have one moment", async () => {
    const once = { ...found, events: [event(1, 7), event(2, 7)] };
    expect(await locateState(neverBegun, once, interrupt)).toBe(once);
  });
});
