/** `always queue.load < 1/3`: an event alone, which is so in every run. */
import type { Cursor } from "../../figures/cursor.js";
import type { EveryClaim } from "../claim.js";
import { claimMessages as messages } from "../claim-messages.js";
import { eventText } from "../event.js";
import { type ClaimText, sides } from "./claim-text.js";
import { parseEvent } from "./event.js";

export function parseEvery(text: ClaimText): EveryClaim {
  const cursor: Cursor = text.cursor;
  const event = parseEvent(text, false);
  const confidence = text.confidence();
  if (sides.some((side) => cursor.rest.startsWith(side)))
    cursor.fail(cursor.at, cursor.rest.length, messages.tooMuch(cursor.rest));
  return { kind: "every", event, confidence, text: eventText(event) };
}
