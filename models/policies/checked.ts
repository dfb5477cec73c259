/** A policy whose actions are held against what an operator can do. */
import { answerOf } from "../../sim/units/plugin-answer.js";
import type { OperatorAction, Policy } from "./policy.js";

/** More machines at once would be a mistake of the policy, and more than a run has memory for. */
const maxMachines = 1_000_000;
const words = new Set<unknown>(["stay", "enter", "pause", "exit", "consolidate"]);

const isAction = (action: OperatorAction | null | undefined): boolean => {
  if (typeof action !== "object" || action === null) return false;
  if (action.do !== "expand" && action.do !== "shrink") return words.has(action.do);
  return Number.isSafeInteger(action.machines) && action.machines >= 1 && action.machines <= maxMachines;
};

/** The policy of a plug-in; what it answers wrongly, or throws, is a `RunRefusal` that names it. */
export function checkedPolicy(id: string, { decide }: Policy): Policy {
  const asked = {
    plugin: `policy "${id}"`,
    member: "decide",
    isRight: isAction,
    allowed: `{ do } with ${[...words].join(", ")}, or expand or shrink with whole machines from 1 to ${maxMachines}`,
  };
  return { decide: (view, memory) => answerOf(() => decide(view, memory), asked) };
}
