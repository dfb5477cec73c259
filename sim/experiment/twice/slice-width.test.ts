import { describe, expect, it } from "vitest";
import { SliceWidth } from "./slice-width.js";

const day = { horizonUs: 86_400_000_000, frameCount: 8640 };

/** The width after so many slices with the same content. */
function widthAfter(slices: number, content: Parameters<SliceWidth["learn"]>[0]): number {
  const width = new SliceWidth(day);
  for (let k = 0; k < slices; k++) width.learn(content);
  return width.us;
}

describe("the width of a slice", () => {
  it("is a frame at first, and stays so where one event is worth a look", () => {
    expect(new SliceWidth(day).us).toBe(10_000_000);
    expect(widthAfter(50, { events: 1, draws: 10, stateSize: 1000 })).toBe(10_000_000);
  });

  it("grows to the horizon where nothing happens, and with the state", () => {
    expect(widthAfter(50, { events: 0, draws: 0, stateSize: 1000 })).toBe(day.horizonUs);
    expect(widthAfter(1, { events: 1, draws: 10, stateSize: 10_000_000 })).toBe(20_000_000);
  });

  it("shrinks where much happens, but not for ever: events of one moment cannot be divided", () => {
    expect(widthAfter(1, { events: 30_000, draws: 0, stateSize: 1e9 })).toBe(10_000_000);
    expect(widthAfter(1, { events: 50_000, draws: 0, stateSize: 1e12 })).toBe(5_000_000);
    expect(widthAfter(1, { events: 10, draws: 1_000_000, stateSize: 1e9 })).toBe(5_000_000);
    expect(widthAfter(50, { events: 50_000, draws: 0, stateSize: 1000 })).toBe(10_000);
  });

  it("is one microsecond at least, also for a run without time", () => {
    expect(new SliceWidth({ horizonUs: 0, frameCount: 0 }).us).toBe(1);
  });
});
