import { z } from "zod";
import { unitsPerQuil } from "../../ground/token.js";
import { realNumber, smallWhole } from "../../ground/calc-schema.js";
import { type AnyRule, RuleError, defineRule } from "../../ground/rule.js";
import { articleBasis } from "../article-basis.js";
import { generationOf } from "../generation.js";
import { pomwBasis } from "../pomw-basis.js";
import { difficulty, ring, units, worldBytes } from "./fields.js";

const basisInput = z.strictObject({
  difficulty: difficulty().optional().describe("difficulty of the frame, squarings (all rule sets but article)"),
  worldBytes: worldBytes().optional().describe("size of the whole world state, bytes (all rule sets but article)"),
  units: units().optional().describe("units in one QUIL, 8000000000 unless given"),
  generation: smallWhole({ max: 4 }).optional().describe("generation of the difficulty (article)"),
  ring: ring().optional().describe("ring, from 0, 0 unless given (article)"),
  worldGB: realNumber().optional().describe("world state in GB, rounded up (article)"),
});
type BasisInput = z.infer<typeof basisInput>;

function given<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new RuleError(`${name}: needed under this rule set`);
  return value;
}

function unused(input: BasisInput, names: readonly (keyof BasisInput)[]): void {
  const found = names.find((name) => input[name] !== undefined);
  if (found !== undefined) throw new RuleError(`${found}: not used under this rule set`);
}

/** Rules of protocol.md 3.1 and 3.4. */
export const basisRules: readonly AnyRule[] = [
  defineRule({
    id: "emission.generation",
    about: "generation of the emission curve, from difficulty",
    input: z.strictObject({ difficulty: difficulty() }),
    output: "generation, from 0",
    formula: "n = how often difficulty can be divided (⌊d / 10000⌋) while it is ≥ 10000",
    source: "node go:consensus/reward/proof_of_meaningful_work.go",
    example: { in: { difficulty: 99_999_999 }, out: 1 },
    evaluate: (input) => generationOf(input.difficulty),
  }),
  defineRule({
    id: "emission.pomwBasis",
    about: "units a frame issues before rings and shards divide them",
    input: basisInput,
    output: "units a frame (article: units an interval for the ring), a decimal string",
    formula: "⌊units · (2^50 / worldBytes)^(1/2^n)⌋; article: ⌊units / (d / 1048576)^(1/2^n) / 2^ring⌋, d in GB",
    source: "node go:consensus/reward, rs:quil-engine/src/rewards.rs; worldBytes 0: node rs; article: page",
    example: {
      in: { difficulty: "100000", worldBytes: "9663676416", units: "8000000000" },
      out: "2730666666666",
    },
    evaluate: (input, { emissionRule, issuanceArithmetic }) => {
      const perQuil = input.units ?? unitsPerQuil;
      if (emissionRule === "article") {
        unused(input, ["difficulty", "worldBytes"]);
        const worldGB = BigInt(Math.ceil(given(input.worldGB, "worldGB")));
        const generation = given(input.generation, "generation");
        return articleBasis({ generation, ring: input.ring ?? 0, worldGB, units: perQuil }).toString();
      }
      unused(input, ["generation", "ring", "worldGB"]);
      const state = {
        difficulty: given(input.difficulty, "difficulty"),
        worldBytes: given(input.worldBytes, "worldBytes"),
        units: perQuil,
      };
      return pomwBasis(state, issuanceArithmetic).toString();
    },
  }),
];
