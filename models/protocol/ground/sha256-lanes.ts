import { roundsOfBlock, wordsOfState } from "./sha256-blocks.js";
import * as wasm from "./wasm-code.js";
import type { Code } from "./wasm-code.js";

/** What is hashed side by side. */
export const lanes = 4;
const bytesOfWord = 4;
const bytesOfVector = bytesOfWord * lanes;
const bytesOfGroup = bytesOfVector * roundsOfBlock;
/** Memory of WebAssembly comes in pages. */
const bytesOfPage = 65_536;

/** Parameters: where the words of the first group stand, where its results go, and how many groups there are. */
const [words, heads, groups] = [0, 1, 2];
const parameters = 3;
/** Local vectors, behind the parameters: the state before, the state now, what two of its words have not in common, and one to spare. */
const before = (k: number): number => parameters + k;
const now = (k: number): number => parameters + wordsOfState + k;
const differing = parameters + 2 * wordsOfState;
const spare = differing + 1;

/** Three rotations to the right, added without carry. Written so that few intermediate results wait for each other. */
function rotations(of: number, [a, b, c]: readonly [number, number, number]): Code {
  const x = wasm.get(of);
  const right = (bits: number): Code => wasm.shiftRight(x, bits);
  const left = (bits: number): Code => wasm.shiftLeft(x, 32 - bits);
  const first = wasm.xor(wasm.xor(right(a), left(a)), right(b));
  return wasm.xor(first, wasm.xor(wasm.xor(left(b), right(c)), left(c)));
}

/** One round: `h` becomes the new first word, and is added to `d` on the way. */
function round(t: number, [a, b, , d, e, f, g, h]: readonly number[]): Code {
  const { get, set, add, xor, and } = wasm;
  const choice = xor(and(xor(get(f), get(g)), get(e)), get(g));
  const word = wasm.loadVector(get(words), t * bytesOfVector);
  const summed = add(add(add(get(h), word), choice), rotations(e, [6, 11, 25]));
  // Majority of a, b, c: b, unless it differs from both others. That b and c differ is known from the round before.
  const majority = xor(and(get(spare), get(differing)), get(b));
  return [
    ...set(h, summed),
    ...set(d, add(get(d), get(h))),
    ...set(spare, xor(get(a), get(b))),
    ...set(h, add(add(get(h), majority), rotations(a, [2, 13, 22]))),
    ...set(differing, get(spare)),
  ];
}

/** Per group: the rounds from the state before, and the first word of the state after. */
function program(): Uint8Array {
  const { get, set, plus, constant } = wasm;
  const all = Array.from({ length: wordsOfState }, (_unused, k) => k);
  const rounds: Code[] = [];
  let state = all.map(now);
  for (let t = 0; t < roundsOfBlock; t++) {
    rounds.push(round(t, state));
    state = [state[wordsOfState - 1], ...state.slice(0, -1)];
  }
  const group = [
    ...all.flatMap((k) => set(now(k), get(before(k)))),
    ...set(differing, wasm.xor(get(now(1)), get(now(2)))),
    ...rounds.flat(),
    ...wasm.storeVector(get(heads), wasm.add(get(before(0)), get(state[0]))),
    ...set(heads, plus(get(heads), constant(bytesOfVector))),
    ...set(words, plus(get(words), constant(bytesOfGroup))),
    ...set(groups, plus(get(groups), constant(-1))),
  ];
  const start = all.flatMap((k) => set(before(k), wasm.splatWord(constant(0), k * bytesOfWord)));
  return wasm.moduleOf(parameters, spare + 1 - parameters, [...start, ...wasm.repeatWhile(group, get(groups))]);
}

/** Of WebAssembly what is used here; the types of the language do not have it. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: { readonly run: { readonly memory: object } },
  ) => { readonly exports: { readonly run: (words: number, heads: number, groups: number) => void } };
};

/** Compiled when it is first needed. */
let compiled: object | undefined;

/**
 * Last blocks of SHA-256 messages, four at a time: `compress` for many blocks after one state, of which only the first word is asked for.
 * Blocks are numbered from 0; four in a row are a group.
 */
export class Sha256Lanes {
  /** How many blocks there is room for. */
  readonly capacity: number;
  /** The first word of the state after each block, once its group has been run. */
  readonly heads: Uint32Array;
  readonly #state: Int32Array;
  readonly #words: Int32Array;
  readonly #run: (words: number, heads: number, groups: number) => void;

  constructor(blocks: number) {
    const groupCount = Math.ceil(blocks / lanes);
    this.capacity = groupCount * lanes;
    const bytes = bytesOfWord * wordsOfState + groupCount * (bytesOfVector + bytesOfGroup);
    const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / bytesOfPage) });
    this.#state = new Int32Array(memory.buffer, 0, wordsOfState);
    this.heads = new Uint32Array(memory.buffer, this.#state.byteLength, this.capacity);
    this.#words = new Int32Array(memory.buffer, this.heads.byteOffset + this.heads.byteLength);
    compiled ??= new WebAssembly.Module(program());
    this.#run = new WebAssembly.Instance(compiled, { run: { memory } }).exports.run;
  }

  /** Puts a block in: its round words (`roundWordsOf`) begin at `first`. */
  setBlock(block: number, roundWords: Int32Array, first: number): void {
    const from = Math.floor(block / lanes) * lanes * roundsOfBlock + (block % lanes);
    for (let t = 0; t < roundsOfBlock; t++) this.#words[from + t * lanes] = roundWords[first + t];
  }

  /** Works out the heads of the groups in which the blocks from `first` to before `end` are, after this state. */
  run(state: Int32Array, first: number, end: number): void {
    if (first >= end) return;
    const group = Math.floor(first / lanes);
    this.#state.set(state);
    this.#run(
      this.#words.byteOffset + group * bytesOfGroup,
      this.heads.byteOffset + group * bytesOfVector,
      Math.ceil(end / lanes) - group,
    );
  }
}
