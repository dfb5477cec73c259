/** One condition of a run: a figure compared, or always, never, ever, final before a metric compared. */
import type { Cursor } from "../../figures/cursor.js";
import { type Bound, type Comparison, type Figure, figureName, reductionOf } from "../../figures/figure.js";
import { claimMessages as messages } from "../claim-messages.js";
import { type Condition, witnessOf } from "../event.js";
import { windowText } from "../../figures/window.js";
import type { ClaimText } from "./claim-text.js";
import { asMetric } from "../../figures/as-metric.js";

type When = "always" | "never" | "ever" | "final";

const opposite: { readonly [comparison in Comparison]: Comparison } = {
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
  "=": "!=",
  "!=": "=",
};

/** `isEver`: whether a bare condition is so at some look; else it has to be said. */
export function parseCondition(text: ClaimText, isEver: boolean): Condition {
  const cursor: Cursor = text.cursor;
  cursor.skip();
  const start = cursor.at;
  const word = /^(always|never|ever|final)(?=\s*\(|\s+[A-Za-z])/.exec(cursor.rest)?.[1];
  if (word !== undefined) return whenever(text, word as When, start);
  const written = text.figures.figure();
  const isBare = written.reduction === "last" && !/^last\b/.test(cursor.text.slice(start));
  if (isBare && written.metric.course !== "end") {
    if (!isEver) cursor.fail(start, cursor.at - start, messages.needsWhen(written.metric.name));
    cursor.at = start;
    return whenever(text, "ever", start);
  }
  cursor.skip();
  if (/^in\b/.test(cursor.rest)) cursor.fail(cursor.at, cursor.rest.length, messages.rangeOfMean(figureName(written)));
  const bound = text.figures.condition(asMetric(written), {
    hasBracket: false,
    needed: messages.needsComparison(figureName(written)),
  });
  // A window stands before the comparison or behind it.
  const figure = written.window === undefined ? text.figures.inWindow(written, start) : written;
  text.refuseUnseen(start, figure);
  const condition: Condition = {
    kind: "condition",
    figure,
    comparison: bound.comparison,
    bound: bound.value,
    ...witnessOf(figure),
    // What did not happen while the run lasted comes later than any time in it.
    ...(figure.reduction === "first" && { ifNever: bound.comparison.startsWith(">") || bound.comparison === "!=" }),
    text: `${figureName(figure)} ${bound.comparison} ${bound.text}`,
  };
  text.refuseKnown(start, figure, condition);
  return condition;
}

function whenever(text: ClaimText, when: When, start: number): Condition {
  const cursor: Cursor = text.cursor;
  cursor.takesWord(when);
  cursor.skip();
  const hasBracket = cursor.takes("(");
  cursor.skip();
  const at = cursor.at;
  const metric = text.figures.metric(when);
  const why = when === "final" ? null : reductionOf({ reduction: "max" }).whyNot(metric);
  if (why !== null) cursor.fail(at, metric.name.length, why);
  const before = text.figures.window();
  cursor.skip();
  const bound = text.figures.condition(metric, { hasBracket, needed: messages.needsComparison(metric.name) });
  const inside = before ?? text.figures.window();
  if (hasBracket) text.closes();
  const window = inside ?? text.figures.window();
  if (when === "final" && window !== undefined)
    cursor.fail(start, cursor.at - start, messages.finalInWindow(metric.name));
  const last: Figure = { reduction: "last", metric };
  text.refuseKnown(start, last, { comparison: bound.comparison, bound: bound.value });
  const of = window === undefined ? {} : { window };
  const where = window === undefined ? "" : ` ${windowText(window)}`;
  const written = `${when} ${metric.name} ${bound.comparison} ${bound.text}${where}`;
  if (when === "final")
    return { kind: "condition", figure: last, comparison: bound.comparison, bound: bound.value, text: written };
  const held: Bound = when === "always" ? bound : { ...bound, comparison: opposite[bound.comparison] };
  const figure: Figure = { reduction: "always", metric, bound: held, ...of };
  text.refuseUnseen(start, figure);
  return {
    kind: "condition",
    figure,
    comparison: "=",
    bound: when === "ever" ? 0 : 1,
    ...witnessOf({
      ...figure,
      bound: when === "always" ? { ...bound, comparison: opposite[bound.comparison] } : bound,
    }),
    text: written,
  };
}
