/** A scenario that somebody got wrong: a shipped or a random one, mutated once or a few times, alone or with a base. */
import { readFileSync } from "node:fs";
import type { Seed } from "../../../sim/random/seed.js";
import { shippedScenarios } from "../../baselines/shipped.js";
import type { CaseFiles } from "../load-case.js";
import { type Choices, choicesOf } from "../scenario/choices.js";
import { randomScenario } from "../scenario/random-scenario.js";
import { mutateBytes } from "./mutate-bytes.js";
import { mutations } from "./mutate-text.js";
import { nastySet } from "./nasty.js";

const shipped = new Map<string, string>();

function readShipped(name: string): string {
  const known = shipped.get(name) ?? readFileSync(new URL(`../../../scenarios/${name}`, import.meta.url), "utf8");
  shipped.set(name, known);
  return known;
}

export function mutatedCase(seed: Seed, number: number): CaseFiles {
  const choices = choicesOf("files", seed, number);
  const text = choices.chance(0.3) ? readShipped(choices.oneOf(shippedScenarios)) : randomScenario(seed, number);
  const oneOf = <Item>(items: readonly Item[]): Item => choices.oneOf(items);
  const sets = choices.chance(0.2) ? choices.list(choices.integer(1, 3), () => nastySet(oneOf)) : [];
  const isUntouched = sets.length > 0 && choices.chance(0.7);
  const mutated = isUntouched ? text : mutate(choices, text);
  const main = choices.chance(0.05) ? mutateBytes(choices, mutated) : mutated;
  if (choices.chance(0.85)) return { files: { "main.yaml": main }, sets };
  // What is mutated may be the base, or what stands on one.
  const overlay = choices.oneOf([
    "name: above\n",
    "operators:\n  - { class: a, count: 1, workers: 1 }\n",
    mutate(choices, "seed: 2\n"),
  ]);
  const above = `extends: other.yaml\n${overlay}`;
  return choices.chance(0.5)
    ? { files: { "main.yaml": above, "other.yaml": main }, sets }
    : { files: { "main.yaml": main, "other.yaml": above }, sets };
}

function mutate(choices: Choices, text: string): string {
  const times = choices.chance(0.5) ? 1 : choices.magnitude(1, 8);
  let mutated = text;
  for (let k = 0; k < times; k++) mutated = choices.oneOf(mutations)(choices, mutated);
  return mutated;
}
