/** `q99(FIGURE) < 20`, `median(FIGURE) < 2 d`: of which value a share of runs stays below. */
import type { Cursor } from "../../figures/cursor.js";
import { figureName, figureUnit } from "../../figures/figure.js";
import type { QuantileClaim } from "../claim.js";
import { claimMessages as messages } from "../claim-messages.js";
import type { ClaimText } from "./claim-text.js";
import { asMetric } from "../../figures/as-metric.js";

/** Undefined: something else stands there. */
export function parseQuantile(text: ClaimText): QuantileClaim | undefined {
  const cursor: Cursor = text.cursor;
  const word = /^(?:q\d[\d.]*|median)(?=\s*\()/.exec(cursor.rest)?.[0];
  if (word === undefined) return undefined;
  const start = cursor.at;
  const quantile = word === "median" ? 0.5 : Number(word.slice(1)) / 100;
  if (!(quantile > 0 && quantile < 1)) cursor.fail(start, word.length, messages.noQuantile(word));
  text.opens(word);
  const at = cursor.at;
  const figure = text.figures.figure();
  text.refuseUnseen(at, figure);
  text.closes();
  const what = `${word}(${figureName(figure)})`;
  const side = text.side(what, "< 5");
  const limit = text.figures.limit(side, asMetric(figure), false);
  text.refuseKnown(start, figure, { comparison: side, bound: limit.value });
  const confidence = text.confidence();
  return {
    kind: "quantile",
    figure,
    share: quantile,
    side,
    bound: Number(limit.value),
    confidence,
    unit: figureUnit(figure),
    text: `${what} ${side} ${limit.text}`,
  };
}
