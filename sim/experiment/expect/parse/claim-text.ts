/** An expectation that is being read: the cursor in it, and what all kinds of claims are made of. */
import { Cursor } from "../../figures/cursor.js";
import type { Comparison, Figure } from "../../figures/figure.js";
import { FigureReader, type MetricList } from "../../figures/parse.js";
import { type RunKnown, whyKnown, whyUnseen } from "../by-construction.js";
import type { Side } from "../claim.js";
import { claimMessages as messages } from "../claim-messages.js";

/** The confidence of whoever names none. */
const usualConfidence = 0.95;

export const sides: readonly Side[] = ["<=", ">=", "<", ">"];

/** What may stand before a bracket or a metric, beside figures. */
const words = ["P", "median", "q99", "ever", "never", "final"];

/** A limit ends where something else of an expectation begins. */
export const limitEnd = (rest: string): number =>
  /\s*(?:[),\]@<>=]|\b(?:and|or|within|beyond)\b|$)/.exec(rest)?.index ?? rest.length;

export class ClaimText {
  readonly cursor: Cursor;
  readonly figures: FigureReader;

  constructor(
    text: string,
    metrics: MetricList,
    readonly run: RunKnown,
  ) {
    this.cursor = new Cursor(text);
    this.figures = new FigureReader(this.cursor, metrics, { limitEnd, words, dated: run.dated });
  }

  opens(word: string): void {
    const cursor: Cursor = this.cursor;
    const start = cursor.at;
    cursor.at += word.length;
    cursor.skip();
    if (!cursor.takes("(")) cursor.fail(start, word.length, messages.needsBracket(word));
  }

  closes(): void {
    const cursor: Cursor = this.cursor;
    cursor.skip();
    if (!cursor.takes(")")) cursor.fail(cursor.at, cursor.rest.length, messages.notClosed());
  }

  /** On which side of its bound the claim lies. `example`: what may stand there, where nothing does. */
  side(what: string, example: string): Side {
    const cursor: Cursor = this.cursor;
    cursor.skip();
    const side = sides.find((candidate) => cursor.takes(candidate));
    if (side === undefined) cursor.fail(cursor.at, cursor.rest.length, messages.needsSide(what, example));
    return side;
  }

  /** `@ 99%`, or the usual one; it is the last word of an expectation. */
  confidence(): number {
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

  /** Ends reading where a comparison, written from `start` to here, says nothing of a run. */
  refuseKnown(
    start: number,
    figure: Figure,
    compared: { readonly comparison: Comparison; readonly bound: number | bigint },
  ): void {
    const why = whyKnown(figure, compared, this.run);
    if (why !== null) this.cursor.fail(start, this.cursor.at - start, why);
  }

  /** Ends reading where no run can measure a figure, or where it is the same in all; it is written from `start` to here. */
  refuseUnseen(start: number, figure: Figure): void {
    const why = whyUnseen(figure, this.run);
    if (why !== null) this.cursor.fail(start, this.cursor.at - start, why);
  }
}
