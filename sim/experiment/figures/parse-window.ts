/** Reads `within 12 h of timeline.outage`, from where a cursor is. */
import * as dimensions from "../../units/dimensions.js";
import { parseQuantity } from "../../units/quantity.js";
import type { Cursor } from "./cursor.js";
import { figureMessages as messages } from "./messages.js";
import type { Window } from "./window.js";
import type { Dated } from "../../scenario/timeline/moments.js";

const sides = ["within", "beyond"] as const;
/** An event by its name, and of several of the kind the one that has a label. */
const momentForm = /^[A-Za-z]+(?:\.[A-Za-z]+)?(?:\[label=.*?\](?=\s*(?:[),@]|[<>=!]|$|(?:and|or)\b)))?/;

/** Undefined: something else stands there, and the cursor is where it was. `dated`: the events that there are; without it any. */
export function parseWindow(cursor: Cursor, dated: Dated | undefined): Window | undefined {
  const before = cursor.at;
  cursor.skip();
  const start = cursor.at;
  const side = sides.find((word) => cursor.takesWord(word));
  if (side === undefined) {
    cursor.at = before;
    return undefined;
  }
  cursor.skip();
  const spanText = /^(.*?)\s+of\s+timeline\./.exec(cursor.rest)?.[1].replaceAll(/\s+/g, " ");
  if (spanText === undefined) cursor.fail(start, cursor.text.length - start, messages.needsSpan(side));
  const span = parseQuantity(dimensions.duration, spanText);
  if (!span.ok) cursor.fail(cursor.at, spanText.length, messages.badSpan(span.message, side));
  cursor.at += cursor.rest.search(/timeline\./) + "timeline.".length;
  const moment = momentForm.exec(cursor.rest)?.[0] ?? "";
  const known = dated?.moments.map(({ name }) => name);
  if (moment === "" || known?.includes(moment) === false)
    cursor.fail(cursor.at, moment.length, messages.noMoment(moment, known ?? []), { word: moment, known: known ?? [] });
  cursor.at += moment.length;
  return { side, spanUs: span.value, spanText, moment };
}
