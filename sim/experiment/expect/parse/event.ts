/** Conditions joined by and, or, not; and binds more than or, and brackets more than both. */
import type { Cursor } from "../../figures/cursor.js";
import type { Event } from "../event.js";
import { knownEvent } from "../event-by-construction.js";
import { claimMessages as messages } from "../claim-messages.js";
import type { ClaimText } from "./claim-text.js";
import { parseCondition } from "./condition.js";

/** `isEver`: whether a bare condition is so at some look; else it has to be said. */
export function parseEvent(text: ClaimText, isEver: boolean): Event {
  const { cursor } = text;
  cursor.skip();
  const start = cursor.at;
  const event = joined(text, "or", () => joined(text, "and", () => negated(text, isEver)));
  const known = knownEvent(event);
  if (known !== null) cursor.fail(start, cursor.at - start, known ? messages.eventAlwaysSo() : messages.eventNeverSo());
  return event;
}

function joined({ cursor }: ClaimText, kind: "and" | "or", part: () => Event): Event {
  const parts = [part()];
  for (;;) {
    cursor.skip();
    if (!cursor.takesWord(kind)) break;
    parts.push(part());
  }
  return parts.length === 1 ? parts[0] : { kind, parts };
}

function negated(text: ClaimText, isEver: boolean): Event {
  const cursor: Cursor = text.cursor;
  cursor.skip();
  if (cursor.takesWord("not")) return { kind: "not", part: cursor.inside(() => negated(text, isEver)) };
  if (!cursor.takes("(")) return parseCondition(text, isEver);
  const event = cursor.inside(() => parseEvent(text, isEver));
  text.closes();
  return event;
}
