import { z } from "zod";
import { exactCount } from "../ground/calc-output.js";
import { realNumber, smallWhole, wholeNumber } from "../ground/calc-schema.js";
import { type AnyRule, defineRule } from "../ground/rule.js";
import { nextDifficulty } from "./difficulty.js";
import { epochOf } from "./epoch.js";
import { delayOutputBytes, targetDurationMs, targetIntervalMs } from "./frame-time.js";
import { provingTimeMs, referenceSquaringsPerMs } from "./proving-time.js";

/** Rules of protocol.md section 1. */
export const clockRules: readonly AnyRule[] = [
  defineRule({
    id: "clock.frame",
    about: "target interval of frames, and how long a proof takes",
    input: z.strictObject({
      frames: smallWhole({ max: 900_000_000_000 }).optional().describe("frames to run, 1 unless given"),
      difficulty: smallWhole().optional().describe("squarings of one frame, 160000 unless given"),
      squaringsPerMs: realNumber({ min: 0.001 })
        .optional()
        .describe("squarings a millisecond of the machine, 16 unless given"),
    }),
    output: "{intervalMs, durationMs of that many frames on time, delayOutputBytes, provingTimeMs}",
    formula: "duration = 10000 · frames; proving time = difficulty / R",
    source: "node go:consensus/difficulty; R: assumption",
    example: {
      in: { frames: 360 },
      out: { intervalMs: 10_000, durationMs: 3_600_000, delayOutputBytes: 516, provingTimeMs: 10_000 },
    },
    evaluate: ({ frames = 1, difficulty = 160_000, squaringsPerMs = referenceSquaringsPerMs }) => ({
      intervalMs: targetIntervalMs,
      durationMs: targetDurationMs(frames),
      delayOutputBytes,
      provingTimeMs: provingTimeMs(difficulty, squaringsPerMs),
    }),
  }),
  defineRule({
    id: "clock.difficulty",
    about: "squarings demanded of a frame, from an anchor (ASERT)",
    input: z.strictObject({
      anchorFrame: wholeNumber({ bits: 64 }).describe("frame number of the anchor"),
      anchorParentTimeMs: wholeNumber({ bits: 63 }).describe("time of the anchor's parent, ms since 1970"),
      anchorDifficulty: wholeNumber({ bits: 64 }).describe("difficulty at the anchor, squarings; 0 = no anchor yet"),
      frame: wholeNumber({ bits: 64 }).describe("number of the new frame"),
      timeMs: wholeNumber({ bits: 63 }).describe("time of the new frame, ms since 1970"),
    }),
    output: "difficulty, squarings, a decimal string",
    formula: "D0 · 2^(−(t − T0 − 10000·(f − F0 + 1)) / 7200000), at least 50000, in 16-bit fixed point",
    source: "node go:consensus/difficulty/aserti3_2d_difficulty_adjuster.go, rs:quil-engine/src/difficulty.rs",
    example: {
      in: { anchorFrame: 0, anchorParentTimeMs: 0, anchorDifficulty: 100_000, frame: 0, timeMs: 7_210_000 },
      out: "50000",
    },
    evaluate: ({ anchorFrame, anchorParentTimeMs, anchorDifficulty, frame, timeMs }) =>
      nextDifficulty(
        { frame: anchorFrame, parentTimeMs: anchorParentTimeMs, difficulty: anchorDifficulty },
        frame,
        timeMs,
      ).toString(),
  }),
  defineRule({
    id: "clock.epoch",
    about: "epoch of a frame and frames until the next epoch",
    input: z.strictObject({
      frame: smallWhole().describe("frame number"),
      epochLength: smallWhole({ min: 1 }).optional().describe("frames in an epoch; the rule set's unless given"),
    }),
    output: "{epoch, framesToNext}",
    formula: "epoch = ⌊frame / L⌋, framesToNext = L − frame mod L",
    source: "node rs:quil-types/src/consensus.rs",
    example: { in: { frame: 1439, epochLength: 720 }, out: { epoch: 1, framesToNext: 1 } },
    evaluate: ({ frame, epochLength }, { epochFrames }) => {
      const { epoch, framesToNext } = epochOf(frame, epochLength ?? epochFrames);
      return { epoch: exactCount(epoch), framesToNext };
    },
  }),
];
