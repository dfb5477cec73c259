import { describe, expect, it } from "vitest";
import { Kernel } from "../../kernel/kernel.js";
import { createLoggedStreams } from "../../random/logged-streams.js";
import { createStreams } from "../../random/stream.js";
import { valuesOf } from "../../table/result-table.js";
import { RunRecorder } from "./run-recorder.js";
import { drawTable, traceTable } from "./trace-tables.js";

/** A run in which entity e rolls e dice a second, after one throw before anything happens. */
function record(recorder = new RunRecorder(), throwsAt = Infinity): { kernel: Kernel; recorder: RunRecorder } {
  const kernel = new Kernel({ horizonUs: 10, replay: "a test", observer: recorder });
  recorder.attach({
    nameOf: (kind) => kernel.nameOf(kind),
    folded: () => kernel.soFar().digestWords()[0],
    state: () => [],
  });
  const streams = createLoggedStreams("dice", 0, recorder.draws);
  streams.purpose("opening").word(9, 0);
  const roll = kernel.register({
    name: "roll",
    priority: 0,
    handle({ target, timeUs }) {
      for (let k = 0; k < target; k++) streams.purpose("dice").pairBelow(target, k, timeUs, 6);
      if (timeUs === throwsAt) throw new Error("lost a die");
    },
  });
  kernel.schedule(roll, 1, 2, 5, -7);
  kernel.schedule(roll, 1, 0);
  kernel.schedule(roll, 3, 1);
  return { kernel, recorder };
}

const die = (entity: number, second: number, counter: number) => ({
  purpose: "dice",
  entity,
  second,
  counter,
  value: createStreams("dice", 0).purpose("dice").pairBelow(entity, second, counter, 6),
});

/** The digest of these draws. */
function drawn(...words: readonly (readonly [purpose: string, entity: number, counter: number])[]): number {
  const recorder = new RunRecorder();
  const streams = createLoggedStreams("dice", 0, recorder.draws);
  for (const [purpose, entity, counter] of words) streams.purpose(purpose).word(entity, counter);
  return recorder.draws.takeEvent().drawn;
}

describe("a recorder", () => {
  it("records the start, every event and the end, each with its draws and what was folded by then", () => {
    const { kernel, recorder } = record();
    kernel.runUntil(10);
    kernel.fingerprint.word(1);
    recorder.close(10);
    const rows = Array.from({ length: recorder.rowCount }, (_unused, row) => recorder.event(row));
    expect(rows.map(({ number, timeUs, handler, target, source, payload, draws }) =>
      [number, timeUs, handler, target, source, payload, draws])).toEqual([
      [0, 0, "(start)", 0, 0, 0, 1],
      [1, 1, "roll", 0, 0, 0, 0],
      [2, 1, "roll", 2, 5, -7, 2],
      [3, 3, "roll", 1, 0, 0, 1],
      [4, 10, "(end)", 0, 0, 0, 0],
    ]); // prettier-ignore
    expect(new Set(rows.map(({ folded }) => folded)).size).toBe(5);
    expect(rows[0].folded).toBe(0);
    expect(rows[4].folded).toBe(kernel.soFar().digestWords()[0]);
    expect([recorder.drawOf(2, 0), recorder.drawOf(2, 1), recorder.drawOf(2, 2)]).toEqual([die(2, 0, 1), die(2, 1, 1), undefined]); // prettier-ignore
    expect(recorder.drawOf(3, 0)).toEqual(die(1, 0, 3));
  });

  it("digests names and values of the draws of an event, whatever was drawn before it", () => {
    const digests = [
      drawn(["a", 1, 2]),
      drawn(["b", 1, 2]),
      drawn(["a", 2, 2]),
      drawn(["a", 1, 3]),
      drawn(["a", 1, 2], ["a", 1, 2]),
      drawn(),
    ];
    expect(new Set(digests).size).toBe(6);
    expect(digests.at(-1)).toBe(0);
    const { recorder } = record();
    recorder.draws.takeEvent();
    createLoggedStreams("dice", 0, recorder.draws).purpose("a").word(1, 2);
    expect(recorder.draws.takeEvent().drawn).toBe(digests[0]);
  });

  it("goes on counting when its rows were taken", () => {
    const { kernel, recorder } = record();
    kernel.runUntil(1);
    recorder.clear();
    kernel.runUntil(10);
    expect([recorder.rowCount, recorder.event(0).number, recorder.event(0).timeUs]).toEqual([1, 3, 3]);
    expect(recorder.drawOf(0, 0)).toEqual(die(1, 0, 3));
    expect(recorder.draws.total).toBe(4);
  });

  it("keeps as many draws as it may, and digests the others all the same", () => {
    const [small, large] = [new RunRecorder({ maxDraws: 2 }), new RunRecorder()].map((it) => record(it));
    for (const { kernel } of [small, large]) kernel.runUntil(10);
    expect(small.recorder.event(2)).toEqual(large.recorder.event(2));
    expect([small.recorder.drawOf(2, 0), small.recorder.drawOf(2, 1)]).toEqual([die(2, 0, 1), undefined]);
  });

  it("closes with the event that a handler left by an error", () => {
    const { kernel, recorder } = record(new RunRecorder(), 1);
    expect(() => kernel.runUntil(10)).toThrow("lost a die");
    recorder.close(10);
    expect([recorder.rowCount, recorder.event(1).handler, recorder.event(1).timeUs]).toEqual([2, "roll", 1]);
  });

  it("becomes tables: a row an event, and a row a draw with the event that made it", () => {
    const { kernel, recorder } = record();
    kernel.runUntil(10);
    recorder.close(10);
    const trace = traceTable(recorder);
    expect([trace.rowCount, [...valuesOf(trace, "event")], [...valuesOf(trace, "draws")]]).toEqual([
      5,
      [0, 1, 2, 3, 4],
      [1, 0, 2, 1, 0],
    ]);
    const draws = drawTable(recorder);
    expect([...valuesOf(draws, "event")]).toEqual([0, 2, 2, 3]);
    expect([...valuesOf(draws, "purpose")]).toEqual(["opening", "dice", "dice", "dice"]);
    expect([...valuesOf(draws, "second")]).toEqual([NaN, 0, 1, 0]);
    expect([...valuesOf(draws, "counter")]).toEqual([0, 1, 1, 3]);
  });
});
