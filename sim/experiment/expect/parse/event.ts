/** Conditions joined by and, or, not; and binds more than or, and brackets more than both. */
import type { Cursor } from "../../figures/cursor.js";
import type { Event } from "../event.js";
import type { ClaimText } from "./claim-text.js";
import { parseCondition } from "./condition.js";

/** `isEver`: whether a bare condition is so at some look; else it has to be said. */
export const parseEvent = (text: ClaimText, isEver: boolean): Event =>
  joined(text, "or", () => joined(text, "and", () => negated(text, isEver)));

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
  if (cursor.takesWord("not")) return { kind: "not", part: negated(text, isEver) };
  if (!cursor.takes("(")) return parseCondition(text, isEver);
  const event = parseEvent(text, isEver);
  text.closes();
  return event;
}
