/** A place in a text that is being read, and what is wrong there. */
import { figureMessages } from "./messages.js";

export interface TextProblem {
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

/** Ends reading; `readWith` catches it. */
class Misread extends Error {
  constructor(readonly problem: TextProblem) {
    super(problem.message);
  }
}

/** Brackets and negations inside each other: more than anybody reads, and few enough for any stack. */
const maxDepth = 50;

export class Cursor {
  at = 0;
  #depth = 0;
  constructor(readonly text: string) {}

  get rest(): string {
    return this.text.slice(this.at);
  }

  skip(): void {
    while (/\s/.test(this.text.charAt(this.at))) this.at++;
  }

  takes(symbol: string): boolean {
    if (!this.text.startsWith(symbol, this.at)) return false;
    this.at += symbol.length;
    return true;
  }

  /** Takes a word that ends there. */
  takesWord(word: string): boolean {
    if (!this.rest.startsWith(word) || /\w/.test(this.text.charAt(this.at + word.length))) return false;
    this.at += word.length;
    return true;
  }

  /** Reads what stands inside of something that can stand inside of itself. */
  inside<Value>(read: () => Value): Value {
    if (++this.#depth > maxDepth) this.fail(this.at, 1, figureMessages.tooDeep(maxDepth));
    const value = read();
    this.#depth--;
    return value;
  }

  fail(at: number, length: number, message: string, misspelt?: Misspelt): never {
    throw new Misread({ at, length: Math.max(1, length), message, ...(misspelt !== undefined && { misspelt }) });
  }
}

export type Read<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: TextProblem };

/** What is read, or what is wrong. */
export function readWith<Value>(read: () => Value): Read<Value> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (error instanceof Misread) return { ok: false, problem: error.problem };
    throw error;
  }
}
