import { z } from "zod";
import { duration } from "../../sim/units/schema.js";
import { dawnCeremonyDoubling, dawnCeremonyLogarithmic } from "../protocol/emission/dawn-ceremony.js";
import { switchTable } from "../protocol/ground/rule-sets.js";
import { unitsPerQuil } from "../protocol/ground/token.js";
import { type CurveContext, defineCurve, limitUnits } from "./curve.js";

/** What Dawn (1.4.0 to 1.4.18) paid, as a curve: rounds of so many participants, one after the other, for ever. */
export const dawn = defineCurve({
  id: "dawn",
  about: "as Dawn paid: for ceremony rounds of so many participants, one after the other, for ever",
  parameters: {
    participants: z.int().min(1).max(32).default(6).describe("participants of every round; assumption"),
    round: duration()
      .refine((us) => us >= 60e6, "a round takes a minute at least; write a span such as 10 min")
      .prefault("10 min")
      .describe("time from one round to the next; assumption"),
    reward: z
      .enum(switchTable.dawnReward.values)
      .default("doubling")
      .describe("of each participant in a round of p: 161 · 2^(p − 1) QUIL (doubling, the code) or 161 · log2(p) (the readme)"),
  },
  problems: (parameters, context) =>
    context === undefined || unitsOf(parameters, context) < limitUnits
      ? []
      : [{ parameter: "participants", message: "each further participant doubles what a round pays, and this is more a frame than amounts can hold" }],
  create: (parameters, context) => {
    const units = unitsOf(parameters, context);
    return { unitsPerFrame: () => units, dependsOnFrame: true, monotoneIn: "frame" };
  },
}); // prettier-ignore

interface Rounds {
  readonly participants: number;
  readonly round: number;
  readonly reward: "doubling" | "logarithmic";
}

function unitsOf({ participants, round, reward }: Rounds, { paceUs }: CurveContext): bigint {
  const each =
    reward === "doubling"
      ? dawnCeremonyDoubling(participants) * unitsPerQuil
      : BigInt(Math.floor(dawnCeremonyLogarithmic(participants) * Number(unitsPerQuil)));
  return (each * BigInt(participants) * BigInt(paceUs)) / BigInt(round);
}
