import { describe, expect, it } from "vitest";
import { Steps } from "../replicate/steps.js";
import type { Simulation } from "../model.js";
import { maxScenes } from "./scene-points.js";

interface Course {
  readonly horizonUs: number;
  readonly everyUs: number;
  readonly untilUs: number;
  readonly fromUs?: number;
  readonly isShown?: boolean;
}

/** Something happens every `everyUs`, up to `untilUs`; a scene tells how much has. */
function simulation({ horizonUs, everyUs, untilUs, fromUs = 0, isShown = true }: Course): Simulation {
  let nowUs = fromUs;
  let nextUs = fromUs + everyUs;
  let happened = 0;
  const one: Simulation = {
    horizonUs,
    frame: 0,
    frameCount: 1,
    get nowUs() {
      return nowUs;
    },
    advance(toUs, maxEvents = Infinity) {
      for (let left = maxEvents; left > 0 && nextUs <= Math.min(toUs, untilUs); left--) {
        happened++;
        nextUs += everyUs;
      }
      const hasMore = nextUs <= untilUs;
      nowUs = hasMore ? Math.max(nowUs, Math.min(toUs, nextUs - 1)) : horizonUs;
      return hasMore;
    },
    save: () => new Uint8Array(),
    finish: () => {
      throw new Error("not asked for");
    },
    ...(isShown && { scene: () => ({ bars: [[happened]] }) }),
  };
  return one;
}

function scenesOf(one: Simulation): { atUs: number; bars: number[][] }[] {
  const lines: string[] = [];
  const steps = new Steps(one, { writeScene: (line) => lines.push(line), nowMs: () => 0 });
  while (steps.next());
  return lines.map((line) => JSON.parse(line) as { atUs: number; bars: number[][] });
}

describe("scenes of a run", () => {
  it("stand evenly over its time, the last at its end, each with all that has happened by then", () => {
    const scenes = scenesOf(simulation({ horizonUs: 24_000, everyUs: 7, untilUs: 24_000 }));
    expect(scenes.length).toBe(maxScenes);
    expect(scenes.map(({ atUs }) => atUs)).toEqual(Array.from({ length: maxScenes }, (_, k) => (k + 1) * 100));
    expect(scenes.map(({ bars }) => bars[0][0])).toEqual(scenes.map(({ atUs }) => Math.floor(atUs / 7)));
  });

  it("are none where nothing can happen any more, but for one at the end", () => {
    const scenes = scenesOf(simulation({ horizonUs: 24_000, everyUs: 90, untilUs: 180 }));
    expect(scenes.map(({ atUs, bars }) => [atUs, bars[0][0]])).toEqual([
      [100, 1],
      [24_000, 2],
    ]);
  });

  it("begin behind the moment that a run goes on from", () => {
    const scenes = scenesOf(simulation({ horizonUs: 24_000, everyUs: 10, untilUs: 24_000, fromUs: 23_750 }));
    expect(scenes.map(({ atUs }) => atUs)).toEqual([23_800, 23_900, 24_000]);
  });

  it("are not taken of a simulation that shows none", () => {
    expect(scenesOf(simulation({ horizonUs: 240, everyUs: 10, untilUs: 240, isShown: false }))).toEqual([]);
  });
});
