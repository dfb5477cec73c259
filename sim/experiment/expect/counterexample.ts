/** What one run says of a claim about events: it refutes that the event is so in every run. */
import type { EveryClaim, ProbabilityClaim } from "./claim.js";
import { type Condition, type Event, eventText, isSo, type ValueOf } from "./event.js";

/** Null: it measured nothing by which one could tell, which speaks against a claim too. */
export type Against = false | null;

/** What is so in each run of which none speaks against the claim. */
export const eventClaimed = (claim: ProbabilityClaim | EveryClaim): Event =>
  claim.kind === "probability" && claim.side.startsWith("<") ? { kind: "not", part: claim.event } : claim.event;

/** How a run speaks against the claim; true: it does not. */
export const answerOf = (claim: ProbabilityClaim | EveryClaim, run: ValueOf): true | Against =>
  isSo(eventClaimed(claim), run);

/** The claim of every run that one run refutes, as a scenario writes it: without a confidence. */
export function everyText(claim: ProbabilityClaim | EveryClaim): string {
  const event = eventClaimed(claim);
  if (event.kind !== "not") return eventText(event);
  const { part } = event;
  if (part.kind === "condition" && part.text.startsWith("ever ")) return part.text.replace(/^ever /, "never ");
  return eventText(event);
}

/** The condition by which an event is not as it was wanted, and what it is instead. */
export function decisive(event: Event, isWanted: boolean, run: ValueOf): { condition: Condition; isSo: boolean } {
  if (event.kind === "condition") return { condition: event, isSo: !isWanted };
  if (event.kind === "not") return decisive(event.part, !isWanted, run);
  const against = event.parts.find((part) => isSo(part, run) !== isWanted);
  return decisive(against ?? event.parts[0], isWanted, run);
}
