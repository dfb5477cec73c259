/**
 * Reads expectations as people write them, by the reader of figures:
 *
 *     P(queue.length > 10) <= 1e-3 @ 99%        of a run that is drawn at random; a bare condition is so at some look
 *     P(first(queue.length > 10) > 2 d and not final queue.load > 5 %) >= 90 %
 *     mean(queue.length) in [4, 6] @ 95%        over runs, of its mean over time
 *     q99(max(queue.length)) < 20               what 99 % of runs stay below
 *     always queue.load < 1/3                   in every run
 *     never queue.length > 10 within 2 h of timeline.outage
 *
 * Never throws; what is wrong has its place in the text.
 */
import { type Read, readWith } from "../../figures/cursor.js";
import type { MetricList } from "../../figures/parse.js";
import type { Dated } from "../../../scenario/timeline/moments.js";
import type { Claim } from "../claim.js";
import { claimMessages as messages } from "../claim-messages.js";
import { ClaimText } from "./claim-text.js";
import { parseEvery } from "./every.js";
import { parseMean } from "./mean.js";
import { parseProbability } from "./probability.js";
import { parseQuantile } from "./quantile.js";

/** `horizonUs`: when the run ends. `dated`: the events of its timeline; without them any are taken for such. */
export function parseClaim(text: string, metrics: MetricList, horizonUs: number, dated?: Dated): Read<Claim> {
  return readWith(() => wholeClaim(new ClaimText(text, metrics, { horizonUs, dated })));
}

function wholeClaim(text: ClaimText): Claim {
  const { cursor } = text;
  cursor.skip();
  if (cursor.rest === "") cursor.fail(0, 1, messages.empty());
  const claim = parseProbability(text) ?? parseMean(text) ?? parseQuantile(text) ?? parseEvery(text);
  cursor.skip();
  if (/^(and|or)\b/.test(cursor.rest)) cursor.fail(cursor.at, cursor.rest.length, messages.joinedClaims());
  if (cursor.rest !== "") cursor.fail(cursor.at, cursor.rest.length, messages.tooMuch(cursor.rest));
  return claim;
}
