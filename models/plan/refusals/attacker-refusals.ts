/** Attackers that a network cannot have: for the plan, before anything runs. */
import { append } from "../../../sim/units/append.js";
import { attackersOf } from "../../scenario/attackers.js";
import type { Scenario } from "../../scenario/schema.js";
import { budgetRefusals } from "./budget-refusals.js";
import { timelineMessages } from "./timeline-messages.js";

interface Refusal {
  readonly path: string;
  readonly message: string;
  readonly misspelt?: { readonly word: string; readonly known: readonly string[] };
}

export function attackerRefusals(scenario: Scenario): readonly Refusal[] {
  const { operators, attackers = [], horizon } = scenario;
  const found: Refusal[] = [];
  const known = operators.map(({ class: name }) => name);
  attackers.forEach(({ class: word, start }, k) => {
    if (!known.includes(word)) {
      const message = timelineMessages.noClass(word, known);
      found.push({ path: `attackers[${k}].class`, message, misspelt: { word, known } });
    }
    if (start > horizon) {
      found.push({
        path: `attackers[${k}].start`,
        message: "the run ends before the attack begins; write an earlier start",
      });
    }
  });
  append(found, budgetRefusals(scenario));
  // Which of two rates a node's next time follows would be nobody's to say.
  const signing = attackersOf(scenario).filter(({ misconduct }) => (misconduct.doubleSignsPerSecond ?? 0) > 0);
  signing.forEach(({ path, classIndex }, k) => {
    const other = signing.slice(0, k).find((one) => one.classIndex === classIndex && classIndex >= 0);
    if (other !== undefined)
      found.push({
        path,
        message: `${other.path} has nodes of this class sign twice already; write one rate for both`,
      });
  });
  return found;
}
