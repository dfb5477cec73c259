import { append } from "../units/append.js";
import { Composer, type Document, isAlias, isMap, isScalar, isSeq, Lexer, type Node, Parser, type Scalar } from "yaml";
import { errorAt, type Problem, Refusal, type ScenarioError } from "./error.js";
import { limits } from "./limits.js";
import { messages } from "./messages.js";
import { printPath, type Step } from "./path.js";
import { type SourceSpan, positionOf, type Source, startOf } from "./source.js";
import { shorten } from "./shorten.js";
import { unseenIn, visibleText } from "../units/visible-text.js";
import { type Entry, type MapTree, rawText, type Tree } from "./tree.js";

export interface Parsed {
  /** Undefined if nothing usable was read. */
  readonly tree: Tree | undefined;
  readonly errors: readonly ScenarioError[];
}

/** Text → values with their places. Anything beyond plain YAML is an error; text that is hostile is given up early. */
export function parseYaml(source: Source, prefix: readonly Step[] = []): Parsed {
  try {
    const document = compose(source);
    if (document === undefined)
      return { tree: undefined, errors: [errorAt(startOf(source), "", messages.emptyFile())] };
    const syntax = document.errors
      .slice(0, limits.syntaxErrors)
      .map(({ pos: [from, to], message }) =>
        errorAt(
          { source, offset: from, length: to - from },
          printPath(prefix),
          messages.yamlSyntax(firstSentence(message)),
        ),
      );
    if (syntax.length > 0) return { tree: undefined, errors: syntax };
    return new TreeReader(source).read(document, prefix);
  } catch (error) {
    if (error instanceof Refusal) return { tree: undefined, errors: [error.error] };
    throw error;
  }
}

/** What the YAML library says, without its own place and excerpt; it repeats a token whole, however long that is. */
function firstSentence(message: string): string {
  const sentence = message.slice(0, 300).split(/ at line \d|\n/)[0];
  return sentence.length > 200 ? `${sentence.slice(0, 199)}…` : sentence;
}

/**
 * Token by token, because composing is recursive and superlinear: depth, number of tokens and a second document are
 * noticed before any of it is composed.
 */
function compose(source: Source): Document.Parsed | undefined {
  const parser = new Parser();
  const tokens = [];
  let count = 0;
  let documents = 0;
  const refuse = (problem: Problem): Refusal =>
    new Refusal(errorAt({ source, offset: parser.offset, length: 1 }, "", problem));
  for (const lexeme of new Lexer().lex(source.text)) {
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type === "document") documents++;
    }
    const open = parser.stack.some((token) => token.type === "document") ? 1 : 0;
    if (documents + open > 1) throw refuse(messages.tooManyDocuments());
    if (++count > limits.tokens) throw refuse(messages.tooManyTokens());
    // Each level of nesting is at most two tokens on the stack, the document and a scalar two more.
    if (parser.stack.length > 2 * limits.depth + 2) throw refuse(messages.tooDeep());
  }
  for (const token of parser.end()) tokens.push(token);
  // Keys are compared in TreeReader: the library's own check takes quadratic time.
  const options = { uniqueKeys: false, merge: false, version: "1.2", schema: "core", prettyErrors: false } as const;
  const [document] = new Composer(options).compose(tokens, true, source.text.length);
  return document === undefined || document.contents === null ? undefined : document;
}

interface Pair {
  readonly key: Node | null;
  readonly value: Node | null;
}

/** Puts the keys of another map, or of several, into the one that it stands in (YAML 1.1). In quotes it is a key like any other. */
const mergeKey = "<<";
const isMergeKey = (key: Node | null): boolean => isScalar(key) && key.value === mergeKey && key.type === "PLAIN";

/** Keys for other tools, and for parts that are only there to be referred to: read, and left out. */
export const foreignPrefix = "x-";

/** Walks the composed nodes, in document order. */
class TreeReader {
  readonly #errors: ScenarioError[] = [];
  readonly #anchors = new Map<string, Node>();
  /** Texts with characters that nobody sees, which are told once however often they are referred to. */
  readonly #unseenAt = new Set<number>();
  #values = 0;
  #characters = 0;

  constructor(readonly source: Source) {}

  read(document: Document.Parsed, prefix: readonly Step[]): Parsed {
    const tree = this.#node(document.contents, startOf(this.source), prefix, 0);
    return { tree, errors: this.#errors };
  }

  #node(node: Node | null, whenEmpty: SourceSpan, path: readonly Step[], depth: number): Tree {
    const span = node === null ? whenEmpty : this.#span(node);
    if (++this.#values > limits.values) throw this.#refusal(span, path, messages.tooManyValues());
    if (depth > limits.depth) throw this.#refusal(span, path, messages.tooDeep());
    if (node === null) return { kind: "scalar", span, value: null, raw: "" };
    if (isAlias(node)) {
      const named = this.#anchors.get(node.source);
      if (named === undefined) throw this.#refusal(span, path, messages.unknownAlias(node.source));
      return this.#node(named, span, path, depth + 1);
    }
    const { anchor, tag } = node as { anchor?: string; tag?: string };
    if (anchor !== undefined) this.#anchors.set(anchor, node);
    if (tag !== undefined) this.#report(span, path, messages.tagged(tag));
    if (isScalar(node)) {
      this.#count(typeof node.value === "string" ? node.value : "", span, path);
      return this.#scalar(node, span, path);
    }
    if (isSeq(node)) {
      const items = node.items.map((item, k) => this.#node(item as Node | null, span, [...path, k], depth + 1));
      return { kind: "list", span, items };
    }
    if (!isMap(node)) throw this.#refusal(span, path, messages.keyNotPlain("this"));
    return { kind: "map", span, entries: this.#entries(node.items as readonly Pair[], span, path, depth) };
  }

  /** Own entries, then what `<<` brings: own ones win, and of several maps the first that has the key. */
  #entries(pairs: readonly Pair[], span: SourceSpan, path: readonly Step[], depth: number): Map<string, Entry> {
    const entries = new Map<string, Entry>();
    const merged: MapTree[] = [];
    for (const pair of pairs) {
      if (isMergeKey(pair.key)) {
        append(merged, this.#merged(pair, span, path, depth));
        continue;
      }
      const key = this.#key(pair.key, span, path);
      if (key === undefined) continue;
      const { name, keySpan } = key;
      this.#count(name, keySpan, path);
      const value = this.#node(pair.value, keySpan, [...path, name], depth + 1);
      // Read all the same: anchors in it may be used elsewhere.
      if (name.startsWith(foreignPrefix)) continue;
      const first = entries.get(name);
      if (first === undefined) entries.set(name, { keySpan, value });
      else this.#report(keySpan, [...path, name], messages.duplicateKey(name, positionOf(first.keySpan).line));
    }
    for (const map of merged) for (const [name, entry] of map.entries) if (!entries.has(name)) entries.set(name, entry);
    return entries;
  }

  /** The maps under a merge key: one, or a list of them. */
  #merged({ key, value }: Pair, parent: SourceSpan, path: readonly Step[], depth: number): MapTree[] {
    const keySpan = key === null ? parent : this.#span(key);
    const tree = this.#node(value, keySpan, [...path, mergeKey], depth + 1);
    const trees = tree.kind === "list" ? tree.items : [tree];
    return trees.flatMap((item) => {
      if (item.kind === "map") return [item];
      this.#report(
        value === null ? keySpan : this.#span(value),
        [...path, mergeKey],
        messages.mergesNoMap(rawText(item)),
      );
      return [];
    });
  }

  #key(
    node: Node | null,
    parent: SourceSpan,
    path: readonly Step[],
  ): { name: string; keySpan: SourceSpan } | undefined {
    const keySpan = node === null ? parent : this.#span(node);
    if (!isScalar(node) || node.value === null || (node as { tag?: string }).tag !== undefined) {
      this.#report(keySpan, path, messages.keyNotPlain(this.#short(keySpan)));
      return undefined;
    }
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    const name = typeof node.value === "string" ? node.value : (node.source ?? "");
    if (name === "__proto__" || name === "constructor" || name === "prototype") {
      this.#report(keySpan, path, messages.forbiddenKey(name));
      return undefined;
    }
    return { name, keySpan };
  }

  /** Every alias stands for the whole text that it names, wherever that is looked at later. */
  #count(text: string, span: SourceSpan, path: readonly Step[]): void {
    this.#characters += text.length;
    if (this.#characters > limits.characters) throw this.#refusal(span, path, messages.tooManyCharacters());
    const unseen = unseenIn(text);
    if (unseen === undefined || this.#unseenAt.has(span.offset)) return;
    this.#unseenAt.add(span.offset);
    this.#report(span, path, messages.unseenCharacter(shorten(visibleText(text)), unseen));
  }

  #scalar(node: Scalar, span: SourceSpan, path: readonly Step[]): Tree {
    const { value } = node;
    const raw = this.#short(span);
    if (typeof value === "number") {
      if (!Number.isFinite(value)) this.#report(span, path, messages.notFinite(raw));
      const digits = /^[-+]?\d+$|^0[xo]/.test(node.source ?? "");
      if (digits && !Number.isSafeInteger(value)) this.#report(span, path, messages.losesDigits(raw));
    }
    // Nothing is below nothing: −0 would be printed, and be another name of the results.
    return { kind: "scalar", span, value: value === 0 ? 0 : (value as null | boolean | number | string), raw };
  }

  #span(node: Node): SourceSpan {
    const [from, to] = node.range ?? [0, 0];
    return { source: this.source, offset: from, length: to - from };
  }

  #short({ offset, length }: SourceSpan): string {
    return shorten(this.source.text.slice(offset, offset + length));
  }

  #report(span: SourceSpan, path: readonly Step[], problem: Problem): void {
    this.#errors.push(errorAt(span, printPath(path), problem));
  }

  #refusal(span: SourceSpan, path: readonly Step[], problem: Problem): Refusal {
    return new Refusal(errorAt(span, printPath(path), problem));
  }
}
