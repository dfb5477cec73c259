import { z } from "zod";
import { realNumber, smallWhole, wholeNumber } from "../ground/calc-schema.js";
import { type AnyRule, defineRule } from "../ground/rule.js";
import { computeFees, modeOf, throughputShare } from "./participation.js";

export const mpcRules: readonly AnyRule[] = [
  defineRule({
    id: "mpc.participation",
    about: "whether a prover takes part in interactive computation, and how fast",
    input: z.strictObject({ uploadBitsPerS: realNumber().describe("upload of the node, bits a second") }),
    output: "{mode: 'online' or 'offline', throughputShare 0 to 1 of full speed}",
    formula: "online from 10 Mbit/s; throughput = min(1, upload / 10 Mbit/s)",
    source: "seed; thresholds: assumption",
    example: { in: { uploadBitsPerS: 2_500_000 }, out: { mode: "offline", throughputShare: 0.25 } },
    evaluate: ({ uploadBitsPerS }) => ({
      mode: modeOf(uploadBitsPerS),
      throughputShare: throughputShare(uploadBitsPerS),
    }),
  }),
  defineRule({
    id: "mpc.computeFees",
    about: "what provers get of the fees for interactive computation",
    input: z.strictObject({
      units: wholeNumber().describe("fees of all, units"),
      provers: z
        .array(
          z.strictObject({
            uploadBitsPerS: realNumber().describe("upload of the node, bits a second"),
            onlineFrames: smallWhole().describe("frames that it was online"),
          }),
        )
        .max(10_000)
        .describe("everybody who might take part"),
    }),
    output: "list of units, in the order of the provers; what is left over is nobody's",
    formula: "units · w / Σ w, truncated; w = min(upload, 10 Mbit/s) · online frames, 0 below 10 Mbit/s",
    source: "assumption",
    example: {
      in: {
        units: "1000",
        provers: [
          { uploadBitsPerS: 8_000_000, onlineFrames: 100 },
          { uploadBitsPerS: 10_000_000, onlineFrames: 50 },
          { uploadBitsPerS: 1_000_000_000, onlineFrames: 100 },
        ],
      },
      out: ["0", "333", "666"],
    },
    evaluate: ({ units, provers }) => computeFees(units, provers).map(String),
  }),
];
