/** Design points beside the scenario, over fields that any network has. */
import type { Choices } from "./choices.js";
import type { Fields } from "./random-operators.js";

const axes: readonly (readonly [path: string, values: unknown])[] = [
  ["seed", [1, 2]],
  ["network.messageLoss", ["0 %", "50 %"]],
  ["operators[0].uptime", ["50 %", "99.9 %"]],
  ["operators[0].outage", { from: "1 min", to: "4 min", step: "1 min" }],
  ["issuance.supply", ["0 QUIL", "1 QUIL", "2 QUIL"]],
];

export function randomSweep(choices: Choices): Fields {
  const chosen = axes.filter(() => choices.chance(0.3));
  return Object.fromEntries(chosen.length === 0 ? [choices.oneOf(axes)] : chosen);
}
