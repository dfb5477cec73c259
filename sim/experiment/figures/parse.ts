/**
 * Reads figures as people write them:
 *
 *     queue.length                      the last value, as last(queue.length)
 *     max(queue.length)                 or without brackets: max queue.length
 *     timeAbove(queue.load, 5 %)
 *     first(queue.length > 10)
 *     mean(queue.length[kind=fast])     of one of several
 *     max(queue.paid)                   of queue.paid_eur: the unit behind a name goes without saying
 *     queue.length at 2033-01-01        at a moment: a day, the end of a year (2033), or a time since the start (3 y)
 *     waiting(2033)                     the same of a metric that has a short name
 *     max(queue.length) within 12 h of timeline.outage
 *                                       of a part of the run, beside a dated event
 *
 * Never throws; what is wrong has its place in the text.
 */
import { Cursor, readWith, type TextProblem } from "./cursor.js";
import { type Bound, comparisons, type Comparison, type Figure, reductionOf } from "./figure.js";
import { parseLimit } from "./limit.js";
import { figureMessages as messages } from "./messages.js";
import type { MetricInfo } from "./metric-info.js";
import { type Reduction, reductionWords } from "./reduction-list.js";
import type { Window } from "./window.js";
import type { Dated } from "../../scenario/timeline/moments.js";
import { parseMoment } from "./parse-moment.js";
import type { RunMoment } from "./run-moment.js";
import { parseWindow } from "./parse-window.js";

export type ParsedFigure =
  { readonly ok: true; readonly figure: Figure } | { readonly ok: false; readonly problem: TextProblem };

/** Metrics by their names. */
export type MetricList = ReadonlyMap<string, MetricInfo>;

export const metricList = (metrics: readonly MetricInfo[]): MetricList =>
  new Map(metrics.map((metric) => [metric.name, metric]));

const symbols = Object.keys(comparisons) as readonly Comparison[];
/** A metric's name, with the part that it is of; whatever the part is called, up to the last bracket before what follows. */
const metricForm = /^[A-Za-z][\w.]*(\[[^=[\]]*=.*?\](?=\s*(?:[),]|[<>=!]=?|$|(?:within|beyond|at)\b)))?/;

/** `dated`: the events that windows may be of; without it any. */
export function parseFigure(text: string, metrics: MetricList, dated?: Dated): ParsedFigure {
  const cursor: Cursor = new Cursor(text);
  const read = readWith(() => {
    const figure = new FigureReader(cursor, metrics, { dated }).figure();
    cursor.skip();
    if (cursor.rest !== "") cursor.fail(cursor.at, cursor.rest.length, messages.tooMuch(cursor.rest));
    return figure;
  });
  return read.ok ? { ok: true, figure: read.value } : read;
}

/** Where a limit ends that stands alone: at its bracket, or with the text. */
const limitAlone = (rest: string, hasBracket: boolean): number => {
  const end = hasBracket ? rest.indexOf(")") : rest.search(/\s(?:within|beyond)\b/);
  return end < 0 ? rest.length : end;
};

/** How a reader reads what is not the same everywhere. */
interface Reading {
  /** Where the limit that a text begins with ends. */
  readonly limitEnd?: (rest: string, hasBracket: boolean) => number;
  /** Words before a bracket that are read elsewhere, for those who misspell one. */
  readonly words?: readonly string[];
  /** The events that windows may be of; without it any. */
  readonly dated?: Dated | undefined;
}

/** Reads a figure from where a cursor is, and leaves it behind the figure. */
export class FigureReader {
  constructor(
    readonly cursor: Cursor,
    readonly metrics: MetricList,
    readonly reading: Reading = {},
  ) {}

  /** What may stand before a bracket. */
  get words(): readonly string[] {
    const aliases = [...this.metrics.values()].flatMap(({ alias }) => (alias === undefined ? [] : [alias]));
    return [...reductionWords, ...(this.reading.words ?? []), ...aliases];
  }

  figure(): Figure {
    const cursor: Cursor = this.cursor;
    cursor.skip();
    if (cursor.rest === "") cursor.fail(cursor.at, 1, messages.empty());
    const start = cursor.at;
    const word = /^[A-Za-z]\w*(?=\s*\(|\s+(?!(?:within|beyond|at)\b)[A-Za-z])/.exec(cursor.rest)?.[0];
    const figure = word === undefined ? this.#plain() : (this.#called(word) ?? this.#reduced(word));
    const why = reductionOf(figure).whyNot(figure.metric);
    if (why !== null) cursor.fail(start, cursor.at - start, why);
    return this.inWindow(figure, start);
  }

  /** The figure, of the window that is written behind it from where the cursor is; `start`: where the figure began. */
  inWindow(figure: Figure, start: number): Figure {
    const cursor: Cursor = this.cursor;
    const window = this.window();
    if (window === undefined) return figure;
    const { whyNot } = reductionOf({ reduction: "max" });
    const why =
      figure.reduction === "warmUp"
        ? messages.noWarmUpOfWindow()
        : figure.reduction === "at"
          ? messages.momentBehind("window", figure.metric.name)
          : whyNot(figure.metric);
    if (why !== null) cursor.fail(start, cursor.at - start, why);
    return { ...figure, window };
  }

  /** `within 12 h of timeline.outage`; undefined: something else stands there. */
  window(): Window | undefined {
    return parseWindow(this.cursor, this.reading.dated);
  }

  /** A metric's last value, or that at a moment. */
  #plain(): Figure {
    const cursor: Cursor = this.cursor;
    const metric = this.metric("last");
    const end = cursor.at;
    cursor.skip();
    if (cursor.takesWord("at")) return { reduction: "at", metric, at: this.#moment() };
    cursor.at = end;
    return { reduction: "last", metric };
  }

  #moment(): RunMoment {
    return parseMoment(this.cursor, this.reading.dated);
  }

  /** `waiting(2033)`; undefined: the word is no short name of a metric. */
  #called(word: string): Figure | undefined {
    const cursor: Cursor = this.cursor;
    const metric = reductionWords.some((name) => name === word) ? undefined : this.#aliased(word);
    if (metric === undefined) return undefined;
    cursor.at += word.length;
    cursor.skip();
    // Without a bracket it is a metric like any other, and what follows is told to be too much.
    if (!cursor.takes("(")) return { reduction: "last", metric };
    const at = this.#moment();
    cursor.skip();
    if (!cursor.takes(")")) cursor.fail(cursor.at, cursor.rest.length, messages.notClosed());
    return { reduction: "at", metric, at };
  }

  #aliased(name: string): MetricInfo | undefined {
    return [...this.metrics.values()].find(({ alias }) => alias === name);
  }

  #reduced(word: string): Figure {
    const cursor: Cursor = this.cursor;
    const reduction = reductionWords.find((name) => name === word);
    if (reduction === undefined)
      cursor.fail(cursor.at, word.length, messages.noReduction(word, this.words), { word, known: this.words });
    cursor.at += word.length;
    cursor.skip();
    const hasBracket = cursor.takes("(");
    cursor.skip();
    const metric = this.metric(reduction);
    cursor.skip();
    const bound = this.#bound(reduction, metric, hasBracket);
    cursor.skip();
    const behind = cursor.at;
    if (cursor.takesWord("at")) cursor.fail(behind, 2, messages.momentBehind(reduction, metric.name));
    if (hasBracket && !cursor.takes(")")) cursor.fail(cursor.at, cursor.rest.length, messages.notClosed());
    return { reduction, metric, ...(bound !== undefined && { bound }) };
  }

  /** The metric whose name stands there. `asked`: what needs it. */
  metric(asked: string): MetricInfo {
    const cursor: Cursor = this.cursor;
    const name = metricForm.exec(cursor.rest)?.[0];
    if (name === undefined) cursor.fail(cursor.at, cursor.rest.length, messages.noMetricWritten(asked));
    const metric = this.metrics.get(name) ?? this.#withUnit(name) ?? this.#aliased(name);
    if (metric === undefined)
      cursor.fail(cursor.at, name.length, messages.noMetric(name, [...this.metrics.keys()]), {
        word: name,
        known: [...this.metrics.keys()],
      });
    cursor.at += name.length;
    return metric;
  }

  /** A unit behind an underscore goes without saying, where only one metric is meant: `paid` for `paid_eur`. */
  #withUnit(name: string): MetricInfo | undefined {
    const meant = [...this.metrics.values()].filter((metric) => metric.name.replace(/_[a-z]+(?=\[|$)/, "") === name);
    return meant.length === 1 ? meant[0] : undefined;
  }

  #bound(reduction: Reduction, metric: MetricInfo, hasBracket: boolean): Bound | undefined {
    const cursor: Cursor = this.cursor;
    const { argument } = reductionOf({ reduction });
    if (argument === "none") return undefined;
    if (argument === "condition")
      return this.condition(metric, { hasBracket, needed: messages.needsCondition(reduction, metric.name) });
    if (!cursor.takes(",")) cursor.fail(cursor.at, cursor.rest.length, messages.needsLimit(reduction, metric.name));
    return this.limit(reduction === "timeBelow" ? "<" : ">", metric, hasBracket);
  }

  /** A comparison with a limit, as `> 5 %`. `needed`: what is told where none stands there. */
  condition(
    metric: MetricInfo,
    { hasBracket, needed }: { readonly hasBracket: boolean; readonly needed: string },
  ): Bound {
    const cursor: Cursor = this.cursor;
    const symbol = cursor.takes("==") ? "=" : symbols.find((candidate) => cursor.takes(candidate));
    if (symbol === undefined) cursor.fail(cursor.at, cursor.rest.length, needed);
    return this.limit(symbol, metric, hasBracket);
  }

  limit(comparison: Comparison, metric: MetricInfo, hasBracket: boolean): Bound {
    const cursor: Cursor = this.cursor;
    cursor.skip();
    const written = cursor.rest.slice(0, (this.reading.limitEnd ?? limitAlone)(cursor.rest, hasBracket)).trimEnd();
    const limit = parseLimit(written, metric);
    if (!limit.ok) cursor.fail(cursor.at, written.length, limit.message);
    cursor.at += written.length;
    return { comparison, value: limit.value, text: written.replaceAll(/\s+/g, " ") };
  }
}
