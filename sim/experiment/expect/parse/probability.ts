/** `P(EVENT) <= 1e-3 @ 99%`: how likely an event is in a run. */
import { share } from "../../../units/dimensions.js";
import type { Cursor } from "../../figures/cursor.js";
import type { MetricInfo } from "../../figures/metric-info.js";
import { knownOf } from "../by-construction.js";
import type { ProbabilityClaim } from "../claim.js";
import { claimMessages as messages } from "../claim-messages.js";
import { eventText } from "../event.js";
import { type ClaimText, limitEnd } from "./claim-text.js";
import { parseEvent } from "./event.js";

const probability: MetricInfo = { name: "P", unit: "share", about: "", course: "end", dimension: share };

/** Undefined: something else stands there. */
export function parseProbability(text: ClaimText): ProbabilityClaim | undefined {
  const cursor: Cursor = text.cursor;
  const start = cursor.at;
  if (!/^P\s*\(/.test(cursor.rest)) return undefined;
  text.opens("P");
  const event = parseEvent(text, true);
  text.closes();
  const side = text.side(`P(${eventText(event)})`, "<= 1 %");
  cursor.skip();
  const at = cursor.at;
  const written = cursor.rest.slice(0, limitEnd(cursor.rest)).trimEnd();
  const refused = cursor.text.slice(start, at + written.length).length;
  if (/^-|^\d[\d.]*\s*%?$/.test(written) && !isProbability(written))
    cursor.fail(at, written.length, messages.noProbability(written));
  const limit = text.figures.limit(side, probability, false);
  const bound = Number(limit.value);
  if (!(bound >= 0 && bound <= 1)) cursor.fail(at, written.length, messages.noProbability(written));
  const known = knownOf("share", side, bound);
  if (known === true) cursor.fail(start, refused, messages.probabilityAlwaysSo());
  if (known === false) cursor.fail(start, refused, messages.probabilityNeverSo());
  if (bound === 0 && side === "<=") cursor.fail(start, refused, messages.noRunsShow("never"));
  if (bound === 1 && side === ">=") cursor.fail(start, refused, messages.noRunsShow("always"));
  const confidence = text.confidence();
  return {
    kind: "probability",
    event,
    side,
    bound,
    confidence,
    text: `P(${eventText(event)}) ${side} ${limit.text}`,
  };
}

const isProbability = (text: string): boolean => {
  const value = Number(text.replace(/\s*%$/, ""));
  return value >= 0 && value <= (text.endsWith("%") ? 100 : 1);
};
