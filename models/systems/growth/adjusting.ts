/** The difficulty of a simulated network's frames, where it follows their pace. */
import type { Network } from "../../changes/network.js";
import { nextDifficulty } from "../../protocol/clock/difficulty.js";

/**
 * Sets the difficulty from `frame` on by `clock.difficulty`, anchored at the scenario's first frame and difficulty. It
 * is taken once a state step (an epoch), because every change recomputes what all shards pay; the scenario's pace
 * decides how fast frames come, so difficulty does not act back on it (assumption).
 */
export function adjustDifficulty(
  { scenario, rewards, world }: Pick<Network, "scenario" | "rewards" | "world">,
  frame: number,
): void {
  const { adjust, first, pace, difficulty } = scenario.frames;
  if (adjust === "off") return;
  const anchor = {
    frame: BigInt(first),
    parentTimeMs: BigInt(-Math.round(pace / usPerMs)),
    difficulty: BigInt(difficulty),
  };
  const timeMs = Math.round(world.clock.timeOf(frame) / usPerMs);
  rewards.difficulty = nextDifficulty(anchor, BigInt(frame), BigInt(timeMs));
}

const usPerMs = 1000;
