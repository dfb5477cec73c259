/**
 * Fork and join of pure work: pieces whose answers follow from themselves alone, so that it does not matter who works them out. The thread
 * that leads gives some to helpers, works out others itself, and goes on when it has the answers to all, in their order:
 *
 * ```
 *   leads    ──┬ 0 ── 3 ── 5 ── 6 ┬── goes on, with answers 0, 1, 2, … 6
 *   helper     └ 1 ── 2 ── 4 ─────┘   sleeps until there are pieces again
 * ```
 *
 * Who is not there yet is given nothing, and what nobody answers is worked out by who leads: a helper that is slow, fails or is lost costs time.
 */
import { MessageChannel, type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import { HelperBoard } from "./helper-board.js";
import { startThread } from "./start-thread.js";

/** Exported as `createHelper` by the module that helpers load. */
export type CreateHelper<Setup, Piece, Answer> = (setup: Setup) => (piece: Piece) => Answer;

/** What a helper is started with. */
export interface HelperData {
  readonly module: string;
  readonly setup: unknown;
  readonly helper: number;
  readonly shared: SharedArrayBuffer;
  readonly port: MessagePort;
}

export interface HelperPiece {
  readonly id: number;
  readonly piece: unknown;
}

export type HelperAnswer =
  { readonly id: number; readonly answer: unknown } | { readonly id: number; readonly hasFailed: true };

export interface TeamOptions<Setup, Piece, Answer> {
  /** Exports `createHelper`. */
  readonly module: URL;
  readonly setup: Setup;
  /** The same function, for the thread that leads. */
  readonly createHelper: CreateHelper<Setup, Piece, Answer>;
  /** Threads beside the one that leads. */
  readonly helpers: number;
}

/** A piece, and one that it begins with next: no helper sleeps while an answer is on its way. */
const piecesAhead = 2;

/** After which pieces that helpers have are worked out by who leads, and has nothing else to do. */
const patienceMs = 200;

interface Helper {
  readonly port: MessagePort;
  /** Numbers of pieces that it has. */
  readonly has: Set<number>;
}

export class HelperTeam<Setup, Piece, Answer> {
  readonly #board: HelperBoard;
  readonly #helpers: readonly Helper[];
  readonly #createOwn: () => (piece: Piece) => Answer;
  /** Made when it is needed first: most small runs have no such work. */
  #own: ((piece: Piece) => Answer) | undefined;
  /** Number of the first piece of the work under way: pieces are numbered through all work. */
  #firstId = 0;
  #helped = 0;

  constructor({ module, setup, createHelper, helpers }: TeamOptions<Setup, Piece, Answer>) {
    this.#createOwn = () => createHelper(setup);
    const board = (this.#board = HelperBoard.of(helpers));
    this.#helpers = Array.from({ length: helpers }, (_, helper) => {
      const { port1, port2 } = new MessageChannel();
      const data: HelperData = { module: module.href, setup, helper, shared: board.shared, port: port2 };
      const thread = startThread("helper-worker", data, { port: port2 });
      thread.unref();
      // One that cannot start is never there, and is given nothing.
      thread.on("error", () => undefined);
      return { port: port1, has: new Set() };
    });
  }

  /** How many helpers are there by now. */
  get helpersThere(): number {
    return this.#helpers.filter((_helper, k) => this.#board.isThere(k)).length;
  }

  /** Pieces that helpers have worked out. */
  get helped(): number {
    return this.#helped;
  }

  /** Answers to pieces, in their order. Throws what the work on one of them throws. */
  all(pieces: readonly Piece[]): Answer[] {
    const answers: Answer[] = [];
    answers.length = pieces.length;
    const isAnswered = new Uint8Array(pieces.length);
    const firstId = this.#firstId;
    this.#firstId += pieces.length;
    let [open, next] = [pieces.length, 0];
    const answer = (k: number, one: Answer): void => {
      if (isAnswered[k] === 1) return;
      isAnswered[k] = 1;
      answers[k] = one;
      open--;
    };
    for (;;) {
      const seen = this.#board.answered;
      for (const told of this.#read()) {
        const k = told.id - firstId;
        if (k < 0 || isAnswered[k] === 1) continue;
        if ("answer" in told) this.#helped++;
        answer(k, "answer" in told ? (told.answer as Answer) : this.#workOut(pieces[k]));
      }
      if (open === 0) return answers;
      next = this.#give(pieces, next, firstId);
      if (next < pieces.length) {
        const k = next++;
        answer(k, this.#workOut(pieces[k]));
      } else if (!this.#board.waitForAnswer(seen, patienceMs)) {
        const k = isAnswered.indexOf(0);
        answer(k, this.#workOut(pieces[k]));
      }
    }
  }

  #workOut(piece: Piece): Answer {
    return (this.#own ??= this.#createOwn())(piece);
  }

  /** Ends all helpers. */
  end(): void {
    for (const [k, { port }] of this.#helpers.entries()) {
      this.#board.end(k);
      port.close();
    }
  }

  #read(): readonly HelperAnswer[] {
    return this.#helpers.flatMap(({ port, has }) => {
      const told: HelperAnswer[] = [];
      while (has.size > 0) {
        const received: { readonly message: HelperAnswer } | undefined = receiveMessageOnPort(port);
        if (received === undefined) break;
        has.delete(received.message.id);
        told.push(received.message);
      }
      return told;
    });
  }

  /** Gives helpers that are there pieces from the next on, and gives the first that nobody has. */
  #give(pieces: readonly Piece[], next: number, firstId: number): number {
    for (let k = 0; k < this.#helpers.length; k++) {
      const { port, has } = this.#helpers[k];
      if (!this.#board.isThere(k)) continue;
      // Of the last pieces each has one, as whoever leads would wait for another; and the last of all is for who leads.
      const isNearEnd = pieces.length - next <= piecesAhead * (this.#helpers.length + 1);
      const ahead = isNearEnd ? 1 : piecesAhead;
      while (has.size < ahead && next < pieces.length - 1) {
        const id = firstId + next;
        has.add(id);
        port.postMessage({ id, piece: pieces[next] } satisfies HelperPiece);
        this.#board.give(k);
        next++;
      }
    }
    return next;
  }
}
