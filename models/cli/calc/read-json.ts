/**
 * JSON without its traps: no number that a double cannot carry, no key twice, no `__proto__`, no nesting without end.
 * `JSON.parse` would round 9007199254740993 and keep the last of two keys without a word.
 */
import type { Json } from "../../protocol/ground/rule.js";
import { messages } from "../../calc/messages.js";
import { readNumber } from "./read-number.js";

/** Text that is not such JSON. The message names the field, or the column where reading stopped. */
export class JsonError extends Error {
  override readonly name = "JsonError";
  constructor(
    message: string,
    /** Keys and positions down to the value; empty when the text itself is broken. */
    readonly path: readonly string[] = [],
  ) {
    super(message);
  }
}

export interface JsonLimits {
  readonly depth: number;
  /** Values in all, those inside others included. */
  readonly values: number;
}

/** Deeper or larger than any rule asks for, and still read within a second. */
const usualLimits: JsonLimits = { depth: 32, values: 1_000_000 };

/** The value that the text describes. Throws `JsonError`. */
export function readJson(text: string, limits: JsonLimits = usualLimits): Json {
  return new Reader(text, limits).document();
}

/* eslint-disable-next-line unicorn/prefer-code-point -- JSON's own characters are all single code units */
const code = (character: string): number => character.charCodeAt(0);
const quote = code('"');
const words: readonly (readonly [string, Json])[] = [
  ["true", true],
  ["false", false],
  ["null", null],
];

class Reader {
  private at = 0;
  private values = 0;
  private readonly path: string[] = [];

  constructor(
    private readonly text: string,
    private readonly limits: JsonLimits,
  ) {}

  document(): Json {
    const value = this.value();
    this.skipBlanks();
    if (this.at < this.text.length) throw this.broken("the end");
    return value;
  }

  private value(): Json {
    this.skipBlanks();
    if (++this.values > this.limits.values) throw new JsonError(messages.tooManyValues(this.limits.values));
    const next = this.text.charCodeAt(this.at);
    if (next === quote) return this.string();
    if (next === code("{")) return this.nested(() => this.object());
    if (next === code("[")) return this.nested(() => this.list());
    const number = readNumber(this.text, this.at);
    if (number !== null) {
      if ("problem" in number) throw new JsonError(number.problem, [...this.path]);
      this.at = number.end;
      return number.value;
    }
    const word = words.find(([spelt]) => this.text.startsWith(spelt, this.at));
    if (word === undefined) throw this.broken("a value");
    this.at += word[0].length;
    return word[1];
  }

  private nested<Value>(read: () => Value): Value {
    if (this.path.length >= this.limits.depth) throw new JsonError(messages.tooDeep(this.limits.depth));
    this.at++;
    return read();
  }

  private object(): Json {
    const found: Record<string, Json> = {};
    if (this.took("}")) return found;
    do {
      this.skipBlanks();
      if (this.text.charCodeAt(this.at) !== quote) throw this.broken("a key in quotes");
      const key = this.string();
      this.path.push(key);
      if (key === "__proto__") throw new JsonError(messages.forbiddenKey(), [...this.path]);
      if (Object.hasOwn(found, key)) throw new JsonError(messages.keyTwice(), [...this.path]);
      if (!this.took(":")) throw this.broken("a colon");
      found[key] = this.value();
      this.path.pop();
    } while (this.took(","));
    if (!this.took("}")) throw this.broken("a comma or }");
    return found;
  }

  private list(): Json {
    const found: Json[] = [];
    if (this.took("]")) return found;
    do {
      this.path.push(String(found.length));
      found.push(this.value());
      this.path.pop();
    } while (this.took(","));
    if (!this.took("]")) throw this.broken("a comma or ]");
    return found;
  }

  private string(): string {
    const start = this.at++;
    let hasEscapes = false;
    for (; ; this.at++) {
      const next = this.text.charCodeAt(this.at);
      if (next === quote) break;
      // NaN at the end of the text, and control characters, end no string.
      if (!(next >= 0x20)) throw this.broken("the end of a text, which began earlier,");
      if (next === code("\\")) {
        hasEscapes = true;
        this.at++;
      }
    }
    this.at++;
    if (!hasEscapes) return this.text.slice(start + 1, this.at - 1);
    try {
      return JSON.parse(this.text.slice(start, this.at)) as string;
    } catch {
      this.at = start;
      throw this.broken("a text with valid escapes");
    }
  }

  private took(character: string): boolean {
    this.skipBlanks();
    if (this.text.charCodeAt(this.at) !== code(character)) return false;
    this.at++;
    return true;
  }

  private skipBlanks(): void {
    for (; this.at < this.text.length; this.at++) {
      const next = this.text.charCodeAt(this.at);
      if (next !== 0x20 && next !== 0x09 && next !== 0x0a && next !== 0x0d) return;
    }
  }

  private broken(expected: string): JsonError {
    return new JsonError(messages.brokenJson(expected, this.at + 1, this.text.slice(this.at, this.at + 20)));
  }
}
