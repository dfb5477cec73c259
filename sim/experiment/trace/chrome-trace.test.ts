import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { faultsOf, readChromeTrace } from "../../../test/chrome-trace.js";
import { Kernel } from "../../kernel/kernel.js";
import { chromeTrace } from "./chrome-trace.js";
import { checkTraceWindow, maxWindowEvents, readTraceWindow, windowEvents } from "./trace-window.js";
import { WindowTracer } from "./window-tracer.js";

const facts = { scenario: "letters", seed: "1", replication: 0 };

interface Letters {
  /** How many letters a node sends on to others for each that it gets, up to a depth. */
  readonly fanout: number;
  readonly depth: number;
  readonly delayUs: number;
  readonly hasClock?: boolean;
}

/** Node 0 writes to others, who write on; with a clock that is of no node and has steps. */
function trace(window: { fromUs: number; toUs: number }, { fanout, depth, delayUs, hasClock }: Letters, max?: number) {
  const tracer = new WindowTracer(window, max);
  const kernel = new Kernel({ horizonUs: 1e6, replay: "a test", observer: tracer });
  tracer.attach({
    nameOf: (kind) => kernel.nameOf(kind),
    isOfNode: (kind) => kernel.nameOf(kind) !== "clock",
    folded: () => 0,
    state: () => [],
  });
  const letter = kernel.register({
    name: "letter",
    priority: 0,
    handle({ target, payload, timeUs }) {
      // Its own diary is no message.
      kernel.schedule(diary, timeUs + 1, target, target);
      if (payload < depth)
        for (let k = 1; k <= fanout; k++) kernel.schedule(letter, timeUs + delayUs, target + k, target, payload + 1);
    },
  });
  const diary = kernel.register({ name: "diary", priority: 1, handle: () => undefined });
  const winds = tracer.timed<null>("winds", () => undefined);
  const strikes = tracer.timed<null>("strikes", () => {
    winds(null, 0);
    kernel.schedule(letter, kernel.nowUs + delayUs, 3, 0, depth);
  });
  const clock = kernel.register({
    name: "clock",
    priority: 2,
    handle: () => {
      strikes(null, 0);
      winds(null, 0);
    },
  });
  kernel.schedule(letter, 100, 0);
  if (hasClock === true) kernel.schedule(clock, 100, 9);
  kernel.runUntil(Infinity);
  return { tracer, read: readChromeTrace([...chromeTrace(tracer, facts)].join("")) };
}

describe("a traced window", () => {
  const whole = { fromUs: 0, toUs: 1e6 };

  it("has a slice an event, one within it for each message that it sends, and an arrow to where that is handled", () => {
    const { read } = trace(whole, { fanout: 2, depth: 1, delayUs: 50 });
    expect(faultsOf(read, whole)).toEqual([]);
    const slices = read.events.filter(({ ph }) => ph === "X");
    expect(slices.map(({ name, tid, ts, dur }) => [name, tid, ts, dur])).toEqual([
      ["letter", 0, 100, 0.25],
      ["sends: letter to 1", 0, 100.05, 0.05],
      ["sends: letter to 2", 0, 100.15, 0.05],
      ["diary", 0, 101, 0.05],
      ["letter", 1, 150, 0.05],
      ["letter", 2, 150, 0.05],
      ["diary", 1, 151, 0.05],
      ["diary", 2, 151, 0.05],
    ]);
    const arrows = read.events.filter(({ ph }) => ph === "s" || ph === "f");
    expect(arrows.map(({ ph, id, tid, ts, cat }) => [ph, id, tid, ts, cat])).toEqual([
      ["s", 0, 0, 100.05, "message"],
      ["f", 0, 1, 150, "message"],
      ["s", 1, 0, 100.15, "message"],
      ["f", 1, 2, 150, "message"],
    ]);
    expect(read.otherData).toEqual({ ...facts, ...whole, events: 6, leftOut: 0 });
  });

  it("nests the steps of what is of no node, and what they send", () => {
    const { read } = trace(whole, { fanout: 0, depth: 0, delayUs: 50, hasClock: true });
    expect(faultsOf(read, whole)).toEqual([]);
    const ofClock = read.events.filter(({ ph, pid }) => ph === "X" && pid === 2);
    expect(ofClock.map(({ name, ts, dur }) => [name, ts, dur])).toEqual([
      ["clock", 100, 0.45],
      ["strikes", 100.05, 0.25],
      ["winds", 100.15, 0.05],
      ["sends: letter to 3", 100.25, 0.05],
      ["winds", 100.35, 0.05],
    ]);
    expect(read.events.filter(({ ph }) => ph === "s").map(({ ts, cat }) => [ts, cat])).toEqual([[100.25, "cause"]]);
  });

  it("keeps within the window, with arrows only where both ends are in it", () => {
    const late = { fromUs: 101, toUs: 150 };
    const { read } = trace(late, { fanout: 2, depth: 2, delayUs: 50 });
    expect(faultsOf(read, late)).toEqual([]);
    expect(read.events.filter(({ ph }) => ph === "s")).toEqual([]);
    expect(read.events.filter(({ name }) => name?.startsWith("sends") === true).length).toBe(4);
    const all = { fromUs: 100, toUs: 150 };
    const early = trace(all, { fanout: 2, depth: 2, delayUs: 50 }).read;
    expect(early.events.filter(({ ph }) => ph === "s").length).toBe(2);
  });

  it("is in the format whatever happens at once", () => {
    fc.assert(
      fc.property(
        fc.record({
          fanout: fc.integer({ min: 0, max: 5 }),
          depth: fc.integer({ min: 0, max: 4 }),
          delayUs: fc.integer({ min: 1, max: 3 }),
          hasClock: fc.boolean(),
        }),
        fc.record({ fromUs: fc.integer({ min: 0, max: 103 }), spanUs: fc.integer({ min: 0, max: 20 }) }),
        (letters, { fromUs, spanUs }) => {
          const window = { fromUs, toUs: fromUs + spanUs };
          expect(faultsOf(trace(window, letters).read, window)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("stops at so many events, and says how many are left out", () => {
    const { read } = trace(whole, { fanout: 2, depth: 3, delayUs: 50 }, 10);
    expect([read.otherData["events"], read.otherData["leftOut"]]).toEqual([10, 20]);
    expect(faultsOf(read, whole)).toEqual([]);
  });
});

describe("what a window may be", () => {
  it("is two moments in any unit of time, the second later", () => {
    expect(readTraceWindow("120s..125s")).toEqual({ fromUs: 120e6, toUs: 125e6 });
    expect(readTraceWindow("1 h .. 1.5 h")).toEqual({ fromUs: 3600e6, toUs: 5400e6 });
    for (const text of ["120s", "1 s..2 s..3 s", "..", "1..2", "2 s..1 s", "1 s..1 s", "-1 s..1 s", "1 kB..2 kB"])
      expect(() => readTraceWindow(text)).toThrow("--trace-window");
  });

  it("lies within the run, and holds no more events than viewers bear", () => {
    const of = { name: "toy", horizonUs: 100e6 };
    expect(windowEvents({ fromUs: 10e6, toUs: 20e6 }, { ...of, total: 1000 })).toBe(100);
    expect(windowEvents({ fromUs: 90e6, toUs: 200e6 }, { ...of, total: 1000 })).toBe(100);
    expect(() => checkTraceWindow({ fromUs: 100e6, toUs: 101e6 }, { ...of, total: 1 })).toThrow("toy ends after 100 s");
    const total = 10 * maxWindowEvents;
    expect(() => checkTraceWindow({ fromUs: 0, toUs: 10e6 }, { ...of, total })).not.toThrow();
    expect(() => checkTraceWindow({ fromUs: 0, toUs: 11e6 }, { ...of, total })).toThrow("a window of 10 s has so many");
  });
});
