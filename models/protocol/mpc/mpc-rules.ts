import { z } from "zod";
import { realNumber } from "../ground/calc-schema.js";
import { type AnyRule, defineRule } from "../ground/rule.js";
import { modeOf, throughputShare } from "./participation.js";

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
];
