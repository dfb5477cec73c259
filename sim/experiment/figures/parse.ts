/**
 * Reads figures as people write them:
 *
 *     queue.length                      the last value, as last(queue.length)
 *     max(queue.length)                 or without brackets: max queue.length
 *     timeAbove(queue.load, 5 %)
 *     first(queue.length > 10)
 *     mean(queue.length[kind=fast])     of one of several
 *     max(queue.paid)                   of queue.paid_eur: the unit behind a name goes without saying
 *
 * Never throws; what is wrong has its place in the text.
 */
import { type Bound, comparisons, type Comparison, type Figure, reductionOf } from "./figure.js";
import { parseLimit } from "./limit.js";
import { figureMessages as messages } from "./messages.js";
import type { MetricInfo } from "./metric-info.js";
import { type Reduction, reductions } from "./reduction-list.js";

export interface FigureProblem {
  /** Where in the text, in UTF-16 units from 0, and how much of it. */
  readonly at: number;
  readonly length: number;
  readonly message: string;
  /** A word that names nothing, and those that would. */
  readonly misspelt?: Misspelt;
}

interface Misspelt {
  readonly word: string;
  readonly known: readonly string[];
}

export type ParsedFigure =
  { readonly ok: true; readonly figure: Figure } | { readonly ok: false; readonly problem: FigureProblem };

/** Metrics by their names. */
export type MetricList = ReadonlyMap<string, MetricInfo>;

export const metricList = (metrics: readonly MetricInfo[]): MetricList =>
  new Map(metrics.map((metric) => [metric.name, metric]));

const symbols = Object.keys(comparisons) as readonly Comparison[];
const reductionNames = reductions.map(({ name }) => name);
/** A metric's name, with the part that it is of; whatever the part is called, up to the last bracket before what follows. */
const metricForm = /^[A-Za-z][\w.]*(\[[^=[\]]*=.*?\](?=\s*(?:[),]|[<>=!]=?|$)))?/;

class Misread extends Error {
  constructor(readonly problem: FigureProblem) {
    super(problem.message);
  }
}

export function parseFigure(text: string, metrics: MetricList): ParsedFigure {
  try {
    return { ok: true, figure: new FigureReader(text, metrics).figure() };
  } catch (error) {
    if (error instanceof Misread) return { ok: false, problem: error.problem };
    throw error;
  }
}

class FigureReader {
  #at = 0;

  constructor(
    readonly text: string,
    readonly metrics: MetricList,
  ) {}

  figure(): Figure {
    this.#skip();
    if (this.#rest === "") this.#fail(0, 1, messages.empty());
    const word = /^[A-Za-z]\w*(?=\s*\(|\s+[A-Za-z])/.exec(this.#rest)?.[0];
    const figure = word === undefined ? this.#last() : this.#reduced(word);
    this.#skip();
    if (this.#rest !== "") this.#fail(this.#at, this.#rest.length, messages.tooMuch(this.#rest));
    const why = reductionOf(figure).whyNot(figure.metric);
    if (why !== null) this.#fail(0, this.text.length, why);
    return figure;
  }

  #last(): Figure {
    return { reduction: "last", metric: this.#metric("last") };
  }

  #reduced(word: string): Figure {
    const reduction = reductionNames.find((name) => name === word);
    if (reduction === undefined)
      this.#fail(this.#at, word.length, messages.noReduction(word), { word, known: reductionNames });
    this.#at += word.length;
    this.#skip();
    const hasBracket = this.#takes("(");
    this.#skip();
    const metric = this.#metric(reduction);
    this.#skip();
    const bound = this.#bound(reduction, metric, hasBracket);
    this.#skip();
    if (hasBracket && !this.#takes(")")) this.#fail(this.#at, Math.max(1, this.#rest.length), messages.notClosed());
    return { reduction, metric, ...(bound !== undefined && { bound }) };
  }

  #metric(reduction: Reduction): MetricInfo {
    const name = metricForm.exec(this.#rest)?.[0];
    if (name === undefined) this.#fail(this.#at, Math.max(1, this.#rest.length), messages.noMetricWritten(reduction));
    const metric = this.metrics.get(name) ?? this.#withUnit(name);
    if (metric === undefined)
      this.#fail(this.#at, name.length, messages.noMetric(name, [...this.metrics.keys()]), {
        word: name,
        known: [...this.metrics.keys()],
      });
    this.#at += name.length;
    return metric;
  }

  /** A unit behind an underscore goes without saying, where only one metric is meant: `paid` for `paid_eur`. */
  #withUnit(name: string): MetricInfo | undefined {
    const meant = [...this.metrics.values()].filter((metric) => metric.name.replace(/_[a-z]+(?=\[|$)/, "") === name);
    return meant.length === 1 ? meant[0] : undefined;
  }

  #bound(reduction: Reduction, metric: MetricInfo, hasBracket: boolean): Bound | undefined {
    const { argument } = reductionOf({ reduction });
    if (argument === "none") return undefined;
    const [at, length] = [this.#at, Math.max(1, this.#rest.length)];
    if (argument === "limit") {
      if (!this.#takes(",")) this.#fail(at, length, messages.needsLimit(reduction, metric.name));
      return this.#limit(reduction === "timeBelow" ? "<" : ">", metric, hasBracket);
    }
    const symbol = this.#takes("==") ? "=" : symbols.find((candidate) => this.#takes(candidate));
    if (symbol === undefined) this.#fail(at, length, messages.needsCondition(reduction, metric.name));
    return this.#limit(symbol, metric, hasBracket);
  }

  #limit(comparison: Comparison, metric: MetricInfo, hasBracket: boolean): Bound {
    this.#skip();
    const end = hasBracket ? this.#rest.indexOf(")") : -1;
    const written = (end < 0 ? this.#rest : this.#rest.slice(0, end)).trimEnd();
    const limit = parseLimit(written, metric);
    if (!limit.ok) this.#fail(this.#at, Math.max(1, written.length), limit.message);
    this.#at += written.length;
    return { comparison, value: limit.value, text: written.replaceAll(/\s+/g, " ") };
  }

  get #rest(): string {
    return this.text.slice(this.#at);
  }

  #skip(): void {
    while (/\s/.test(this.text.charAt(this.#at))) this.#at++;
  }

  #takes(symbol: string): boolean {
    if (!this.text.startsWith(symbol, this.#at)) return false;
    this.#at += symbol.length;
    return true;
  }

  #fail(at: number, length: number, message: string, misspelt?: Misspelt): never {
    throw new Misread({ at, length, message, ...(misspelt !== undefined && { misspelt }) });
  }
}
