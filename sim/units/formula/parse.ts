/**
 * Reads formulas, by precedence climbing (Pratt 1973):
 *
 *     80 kB / 2 ^ floor(time / 4 y)
 *     if(size < 2 GB, base, 0 B)      names are the caller's
 *
 * From loose to tight: comparisons, + −, * /, the sign, ^ (from the right). Nothing in it repeats or calls back, so a formula ends.
 */
import { parseQuantity } from "../quantity.js";
import type { FormulaLanguage } from "./language.js";
import { conditional, formulaFunctions } from "./functions.js";
import { formulaMessages as messages } from "./messages.js";
import { fault, type Node, type Operator, type Place } from "./node.js";

const maxLength = 2000;
const maxDepth = 60;

interface Token extends Place {
  readonly kind: "number" | "word" | "symbol" | "end";
  readonly text: string;
}

const forms: readonly (readonly [Token["kind"], RegExp])[] = [
  ["number", /\d+(?:\.\d+)?/y],
  ["word", /[A-Za-zµ_][\wµ]*|%/y],
  ["symbol", /<=|>=|!=|[-+*/^()<>=,]/y],
];

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    if (/\s/.test(text.charAt(at))) {
      at++;
      continue;
    }
    const found = forms.flatMap(([kind, form]): Token[] => {
      form.lastIndex = at;
      const match = form.exec(text)?.[0];
      return match === undefined ? [] : [{ kind, text: match, at, length: match.length }];
    })[0];
    if (found === undefined) {
      const symbol = String.fromCodePoint(text.codePointAt(at) ?? 0);
      throw fault({ at, length: symbol.length }, messages.unexpected(symbol));
    }
    tokens.push(found);
    at += found.length;
  }
  return [...tokens, { kind: "end", text: "", at: text.length, length: 1 }];
}

/** Strength of binary operators; those of `^` bind from the right. */
const strengths: Readonly<Record<Operator, number>> = {
  "<": 1, "<=": 1, ">": 1, ">=": 1, "=": 1, "!=": 1, "+": 2, "-": 2, "*": 3, "/": 3, "^": 5,
}; // prettier-ignore
const signStrength = 4;
const isOperator = (text: string): text is Operator => Object.hasOwn(strengths, text);

/** Throws a `FormulaFault`. */
export function parseTree(text: string, language: FormulaLanguage): Node {
  if (text.trim() === "") throw fault({ at: 0, length: 1 }, messages.empty());
  if (text.length > maxLength) throw fault({ at: 0, length: 1 }, messages.tooLong(maxLength));
  const reader = new FormulaReader(tokensOf(text), language);
  const tree = reader.expression(0, 0);
  reader.expectEnd();
  return tree;
}

class FormulaReader {
  #next = 0;

  constructor(
    readonly tokens: readonly Token[],
    readonly language: FormulaLanguage,
  ) {}

  /** What follows, as far as operators bind more tightly than `strength`. */
  expression(strength: number, depth: number): Node {
    if (depth > maxDepth) throw fault(this.#token, messages.tooDeep(maxDepth));
    let left = this.#first(depth);
    for (;;) {
      const { kind, text } = this.#token;
      if (kind !== "symbol" || !isOperator(text) || strengths[text] <= strength) return left;
      this.#next++;
      const right = this.expression(text === "^" ? signStrength - 1 : strengths[text], depth + 1);
      left = { kind: "binary", operator: text, left, right, ...spanOf(left, right) };
    }
  }

  expectEnd(): void {
    if (this.#token.kind !== "end") throw fault(this.#token, messages.tooMuch(this.#token.text));
  }

  #first(depth: number): Node {
    const token = this.#token;
    this.#next++;
    if (token.kind === "number") return this.#number(token);
    if (token.kind === "word" && token.text !== "%") return this.#named(token, depth);
    if (token.text === "-") {
      const operand = this.expression(signStrength, depth + 1);
      return { kind: "minus", operand, ...spanOf(token, operand) };
    }
    if (token.text === "(") {
      const inner = this.expression(0, depth + 1);
      const closing = this.#close(token);
      return { ...inner, ...spanOf(token, closing) };
    }
    throw fault(token, messages.unexpected(token.text));
  }

  /** A number, with the unit behind it. */
  #number(token: Token): Node {
    const unit = this.#token;
    if (unit.kind !== "word") {
      return {
        kind: "number",
        value: Number(token.text),
        dims: this.language.number,
        at: token.at,
        length: token.length,
      };
    }
    this.#next++;
    const place = spanOf(token, unit);
    const written = `${token.text} ${unit.text}`;
    if (unit.text === "%") {
      const share = Number(`${token.text}e-2`);
      return { kind: "number", value: share, dims: this.language.number, ...place };
    }
    const quantity = this.language.quantities.find(({ dimension }) =>
      dimension.units.some(({ symbol }) => symbol === unit.text),
    );
    if (quantity === undefined) {
      const known = this.language.quantities.flatMap(({ dimension }) => dimension.units.map(({ symbol }) => symbol));
      throw fault(unit, messages.noUnit(unit.text), { word: unit.text, known });
    }
    const parsed = parseQuantity<number | bigint>(quantity.dimension, written);
    if (!parsed.ok) throw fault(place, parsed.message);
    return { kind: "number", value: Number(parsed.value), dims: this.language.dims(quantity.name), ...place };
  }

  #named(token: Token, depth: number): Node {
    if (this.#token.text !== "(") return { kind: "name", name: token.text, at: token.at, length: token.length };
    const known = [...formulaFunctions.map(({ name }) => name), conditional.name];
    if (!known.includes(token.text))
      throw fault(token, messages.noFunction(token.text, known), { word: token.text, known });
    const opening = this.#token;
    this.#next++;
    const parts = [this.expression(0, depth + 1)];
    while (this.#takes(",")) parts.push(this.expression(0, depth + 1));
    const place = spanOf(token, this.#close(opening));
    const called = formulaFunctions.find(({ name }) => name === token.text);
    const [min, max] = called?.parts ?? [3, 3];
    if (parts.length < min || parts.length > max)
      throw fault(place, messages.parts(token.text, called?.form ?? conditional.form));
    return { kind: "call", name: token.text, parts, ...place };
  }

  #close(opening: Place): Token {
    const token = this.#token;
    if (token.text !== ")")
      throw token.kind === "end" ? fault(opening, messages.notClosed()) : fault(token, messages.unexpected(token.text));
    this.#next++;
    return token;
  }

  #takes(symbol: string): boolean {
    const isNext = this.#token.text === symbol;
    if (isNext) this.#next++;
    return isNext;
  }

  get #token(): Token {
    return this.tokens[this.#next];
  }
}

const spanOf = (first: Place, last: Place): Place => ({ at: first.at, length: last.at + last.length - first.at });
