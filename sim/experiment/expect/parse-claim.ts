/**
 * Reads expectations as people write them, by the reader of figures:
 *
 *     P(queue.length > 10) <= 1e-3 @ 99%        of a run that is drawn at random; a bare condition is so at some look
 *     P(first(queue.length > 10) > 2 d and not final queue.load > 5 %) >= 90 %
 *     mean(queue.length) in [4, 6] @ 95%        over runs, of its mean over time
 *     q99(max(queue.length)) < 20               what 99 % of runs stay below
 *     always queue.load < 1/3                   in every run
 *
 * Never throws; what is wrong has its place in the text.
 */
import { share } from "../../units/dimensions.js";
import { Cursor, type Read, readWith } from "../figures/cursor.js";
import {
  type Bound,
  type Comparison,
  type Figure,
  figureKind,
  figureName,
  figureUnit,
  reductionOf,
} from "../figures/figure.js";
import type { MetricInfo } from "../figures/metric-info.js";
import { FigureReader, type MetricList } from "../figures/parse.js";
import { knownOf, whyKnown } from "./by-construction.js";
import type { Claim, Side } from "./claim.js";
import { claimMessages as messages } from "./claim-messages.js";
import { type Condition, conditionsOf, type Event, eventText } from "./event.js";

/** The confidence of whoever names none. */
const usualConfidence = 0.95;

const sides: readonly Side[] = ["<=", ">=", "<", ">"];
const probability: MetricInfo = { name: "P", unit: "share", about: "", course: "end", dimension: share };
const opposite: { readonly [comparison in Comparison]: Comparison } = {
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
  "=": "!=",
  "!=": "=",
};
/** A limit ends where something else of an expectation begins. */
const limitEnd = (rest: string): number => /\s*(?:[),\]@<>=]|\b(?:and|or)\b|$)/.exec(rest)?.index ?? rest.length;

/** `horizonUs`: when the run ends. */
export function parseClaim(text: string, metrics: MetricList, horizonUs: number): Read<Claim> {
  return readWith(() => new ClaimReader(text, metrics, horizonUs).claim());
}

class ClaimReader {
  readonly cursor: Cursor;
  readonly figures: FigureReader;

  constructor(
    text: string,
    readonly metrics: MetricList,
    readonly horizonUs: number,
  ) {
    this.cursor = new Cursor(text);
    this.figures = new FigureReader(this.cursor, metrics, limitEnd);
  }

  claim(): Claim {
    const cursor: Cursor = this.cursor;
    cursor.skip();
    if (cursor.rest === "") cursor.fail(0, 1, messages.empty());
    const claim = this.#probability() ?? this.#mean() ?? this.#quantile() ?? this.#every();
    cursor.skip();
    if (/^(and|or)\b/.test(cursor.rest)) cursor.fail(cursor.at, cursor.rest.length, messages.joinedClaims());
    if (cursor.rest !== "") cursor.fail(cursor.at, cursor.rest.length, messages.tooMuch(cursor.rest));
    return claim;
  }

  #probability(): Claim | undefined {
    const cursor: Cursor = this.cursor;
    const start = cursor.at;
    if (!/^P\s*\(/.test(cursor.rest)) return undefined;
    this.#opens("P");
    const event = this.#event(true);
    this.#closes();
    const side = this.#side(`P(${eventText(event)})`, "<= 1 %");
    cursor.skip();
    const at = cursor.at;
    const written = cursor.rest.slice(0, limitEnd(cursor.rest)).trimEnd();
    const refused = cursor.text.slice(start, at + written.length).length;
    if (/^-|^\d[\d.]*\s*%?$/.test(written) && !isProbability(written))
      cursor.fail(at, written.length, messages.noProbability(written));
    const { value, text } = this.figures.limit(side, probability, false);
    const bound = Number(value);
    if (!(bound >= 0 && bound <= 1)) cursor.fail(at, written.length, messages.noProbability(written));
    const known = knownOf("share", side, bound);
    if (known === true) cursor.fail(start, refused, messages.probabilityAlwaysSo());
    if (known === false) cursor.fail(start, refused, messages.probabilityNeverSo());
    if (bound === 0 && side === "<=") cursor.fail(start, refused, messages.noRunsShow("never"));
    if (bound === 1 && side === ">=") cursor.fail(start, refused, messages.noRunsShow("always"));
    const confidence = this.#confidence();
    return {
      kind: "probability",
      event,
      side,
      bound,
      confidence,
      text: `P(${eventText(event)}) ${side} ${text}`,
    };
  }

  #mean(): Claim | undefined {
    const cursor: Cursor = this.cursor;
    const start = cursor.at;
    if (!/^mean\b/.test(cursor.rest)) return undefined;
    this.#opens("mean");
    const figure = this.#averaged();
    this.#closes();
    cursor.skip();
    const of = asMetric(figure);
    const what = `mean(${figureName(figure)})`;
    if (!cursor.takesWord("in")) {
      if (!sides.some((side) => cursor.rest.startsWith(side)))
        cursor.fail(cursor.at, cursor.rest.length, messages.needsRange());
      const side = this.#side(what, "< 5");
      const limit = this.figures.limit(side, of, false);
      this.#refuseKnown(start, figure, { comparison: side, bound: limit.value });
      const bound = Number(limit.value);
      const isAbove = side.startsWith("<");
      return this.#meanClaim(figure, {
        lower: isAbove ? Number.NEGATIVE_INFINITY : bound,
        upper: isAbove ? bound : Number.POSITIVE_INFINITY,
        written: `${what} ${side} ${limit.text}`,
      });
    }
    cursor.skip();
    const at = cursor.at;
    if (!cursor.takes("[")) cursor.fail(at, cursor.rest.length, messages.rangeNotClosed());
    const lower = this.figures.limit(">=", of, false);
    cursor.skip();
    if (!cursor.takes(",")) cursor.fail(cursor.at, cursor.rest.length, messages.rangeNotClosed());
    const upper = this.figures.limit("<=", of, false);
    cursor.skip();
    if (!cursor.takes("]")) cursor.fail(cursor.at, cursor.rest.length, messages.rangeNotClosed());
    if (Number(lower.value) >= Number(upper.value)) cursor.fail(at, cursor.at - at, messages.rangeTurned());
    const kind = figureKind(figure);
    if (knownOf(kind, ">=", lower.value) === true && knownOf(kind, "<=", upper.value) === true)
      this.#refuseKnown(start, figure, { comparison: ">=", bound: lower.value });
    return this.#meanClaim(figure, {
      lower: Number(lower.value),
      upper: Number(upper.value),
      written: `${what} in [${lower.text}, ${upper.text}]`,
    });
  }

  #meanClaim(figure: Figure, { lower, upper, written }: { lower: number; upper: number; written: string }): Claim {
    const confidence = this.#confidence();
    return { kind: "mean", figure, lower, upper, confidence, text: written, unit: figureUnit(figure) };
  }

  /** A bare level is its mean over time, everything else what it is in a run. */
  #averaged(): Figure {
    const start = this.cursor.at;
    const figure = this.figures.figure();
    const isSaid = /^\s*last\b/.test(this.cursor.text.slice(start));
    const isLevel = figure.reduction === "last" && figure.metric.course === "level";
    return isLevel && !isSaid ? { reduction: "mean", metric: figure.metric } : figure;
  }

  #quantile(): Claim | undefined {
    const cursor: Cursor = this.cursor;
    const word = /^(?:q\d[\d.]*|median)(?=\s*\()/.exec(cursor.rest)?.[0];
    if (word === undefined) return undefined;
    const start = cursor.at;
    const quantile = word === "median" ? 0.5 : Number(word.slice(1)) / 100;
    if (!(quantile > 0 && quantile < 1)) cursor.fail(start, word.length, messages.noQuantile(word));
    this.#opens(word);
    const figure = this.figures.figure();
    this.#closes();
    const what = `${word}(${figureName(figure)})`;
    const side = this.#side(what, "< 5");
    const limit = this.figures.limit(side, asMetric(figure), false);
    this.#refuseKnown(start, figure, { comparison: side, bound: limit.value });
    const confidence = this.#confidence();
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

  #every(): Claim {
    const cursor: Cursor = this.cursor;
    const event = this.#event(false);
    const confidence = this.#confidence();
    if (sides.some((side) => cursor.rest.startsWith(side)))
      cursor.fail(cursor.at, cursor.rest.length, messages.tooMuch(cursor.rest));
    return { kind: "every", event, confidence, text: eventText(event) };
  }

  /** `isEver`: whether a bare condition is so at some look; else it has to be said. */
  #event(isEver: boolean): Event {
    return this.#joined("or", () => this.#joined("and", () => this.#negated(isEver)));
  }

  #joined(kind: "and" | "or", part: () => Event): Event {
    const parts = [part()];
    for (;;) {
      this.cursor.skip();
      if (!this.cursor.takesWord(kind)) break;
      parts.push(part());
    }
    return parts.length === 1 ? parts[0] : { kind, parts };
  }

  #negated(isEver: boolean): Event {
    const cursor: Cursor = this.cursor;
    cursor.skip();
    if (cursor.takesWord("not")) return { kind: "not", part: this.#negated(isEver) };
    if (!cursor.takes("(")) return this.#condition(isEver);
    const event = this.#event(isEver);
    this.#closes();
    return event;
  }

  #condition(isEver: boolean): Condition {
    const cursor: Cursor = this.cursor;
    cursor.skip();
    const start = cursor.at;
    const word = /^(always|never|ever|final)(?=\s*\(|\s+[A-Za-z])/.exec(cursor.rest)?.[1];
    if (word !== undefined) return this.#whenever(word as When, start);
    const figure = this.figures.figure();
    const name = figureName(figure);
    const isBare = figure.reduction === "last" && !/^last\b/.test(cursor.text.slice(start));
    if (isBare && figure.metric.course !== "end") {
      if (!isEver) cursor.fail(start, cursor.at - start, messages.needsWhen(name));
      cursor.at = start;
      return this.#whenever("ever", start);
    }
    cursor.skip();
    const bound = this.figures.condition(asMetric(figure), {
      hasBracket: false,
      needed: messages.needsComparison(name),
    });
    return this.#checked(start, {
      kind: "condition",
      figure,
      comparison: bound.comparison,
      bound: bound.value,
      ...witnessOf(figure),
      // What did not happen while the run lasted comes later than any time in it.
      ...(figure.reduction === "first" && { ifNever: bound.comparison.startsWith(">") || bound.comparison === "!=" }),
      text: `${name} ${bound.comparison} ${bound.text}`,
    });
  }

  #whenever(when: When, start: number): Condition {
    const cursor: Cursor = this.cursor;
    cursor.takesWord(when);
    cursor.skip();
    const hasBracket = cursor.takes("(");
    cursor.skip();
    const at = cursor.at;
    const metric = this.figures.metric(when);
    const why = when === "final" ? null : reductionOf({ reduction: "max" }).whyNot(metric);
    if (why !== null) cursor.fail(at, metric.name.length, why);
    cursor.skip();
    const bound = this.figures.condition(metric, { hasBracket, needed: messages.needsComparison(metric.name) });
    if (hasBracket) this.#closes();
    const last: Figure = { reduction: "last", metric };
    this.#refuseKnown(start, last, { comparison: bound.comparison, bound: bound.value });
    const text = `${when} ${metric.name} ${bound.comparison} ${bound.text}`;
    if (when === "final")
      return { kind: "condition", figure: last, comparison: bound.comparison, bound: bound.value, text };
    const held: Bound = when === "always" ? bound : { ...bound, comparison: opposite[bound.comparison] };
    const figure: Figure = { reduction: "always", metric, bound: held };
    return {
      kind: "condition",
      figure,
      comparison: "=",
      bound: when === "ever" ? 0 : 1,
      ...witnessOf({
        ...figure,
        bound: when === "always" ? { ...bound, comparison: opposite[bound.comparison] } : bound,
      }),
      text,
    };
  }

  #checked(start: number, condition: Condition): Condition {
    this.#refuseKnown(start, condition.figure, condition);
    return condition;
  }

  #refuseKnown(
    start: number,
    figure: Figure,
    compared: { readonly comparison: Comparison; readonly bound: number | bigint },
  ): void {
    const why = whyKnown(figure, compared, this.horizonUs);
    if (why !== null) this.cursor.fail(start, this.cursor.at - start, why);
  }

  #opens(word: string): void {
    const cursor: Cursor = this.cursor;
    const start = cursor.at;
    cursor.at += word.length;
    cursor.skip();
    if (!cursor.takes("(")) cursor.fail(start, word.length, messages.needsBracket(word));
  }

  #closes(): void {
    const cursor: Cursor = this.cursor;
    cursor.skip();
    if (!cursor.takes(")")) cursor.fail(cursor.at, cursor.rest.length, messages.notClosed());
  }

  #side(what: string, example: string): Side {
    const cursor: Cursor = this.cursor;
    cursor.skip();
    const side = sides.find((candidate) => cursor.takes(candidate));
    if (side === undefined) cursor.fail(cursor.at, cursor.rest.length, messages.needsSide(what, example));
    return side;
  }

  #confidence(): number {
    const cursor: Cursor = this.cursor;
    cursor.skip();
    if (!cursor.takes("@")) return usualConfidence;
    cursor.skip();
    const written = cursor.rest.trimEnd();
    const [, digits, percent] = /^(\d{1,3}(?:\.\d{1,12})?)\s*(%?)$/.exec(written) ?? [];
    const value = digits === undefined ? Number.NaN : Number(digits) / (percent === "" ? 1 : 100);
    if (!(value > 0.5 && value < 1)) cursor.fail(cursor.at, written.length, messages.noConfidence(written));
    cursor.at += written.length;
    return value;
  }
}

type When = "always" | "never" | "ever" | "final";

const isProbability = (text: string): boolean => {
  const value = Number(text.replace(/\s*%$/, ""));
  return value >= 0 && value <= (text.endsWith("%") ? 100 : 1);
};

/** A figure's values as those of a metric, by which limits are read. */
function asMetric(figure: Figure): MetricInfo {
  const { metric } = figure;
  const kind = figureKind(figure);
  const unit = figureUnit(figure);
  const keeps = unit === metric.unit && kind === metric.kind;
  return {
    name: figureName(figure),
    unit,
    about: metric.about,
    course: "end",
    ...(kind !== undefined && { kind }),
    ...(keeps && metric.dimension !== undefined && { dimension: metric.dimension }),
  };
}

/** The extreme that comes nearest to what a condition asks for; the figures below have a value even of nothing. */
function witnessOf({ reduction, metric, bound }: Figure): { witness?: Figure } {
  if (reduction !== "always" && reduction !== "first" && reduction !== "timeAbove" && reduction !== "timeBelow")
    return {};
  return { witness: { reduction: bound?.comparison.startsWith("<") === true ? "min" : "max", metric } };
}

/** The one condition of an event, where it has no other. */
export function onlyCondition(event: Event): Condition | undefined {
  const conditions = conditionsOf(event);
  return conditions.length === 1 ? conditions[0] : undefined;
}
