/**
 * Hears Ctrl-C on a thread of its own: a step that never ends, such as an endless loop in a plug-in, keeps the event loop of this one from
 * whatever listens to signals, and a process that listens is not ended by them.
 *
 *     SIGINT ──► the other thread ──► a message: this thread hears it as if it had come by itself, and answers
 *                                └── no answer for a second: says that the step takes long
 *     SIGINT ──► the same; no answer at once: ends the process
 *
 * Node has one way in which another thread learns of SIGINT: a script that is run with `breakOnSigint` is broken off by it, in whichever thread. While one
 * runs, no listener hears it, and after the last one SIGINT ends the process, as it does by default. So one script waits and is run again and again, inside
 * another one that holds the signal meanwhile.
 */
import { Worker } from "node:worker_threads";

/** Without an answer for so long this thread is taken for stuck. */
const stuckMs = 1000;
/** Who presses again has waited already. */
const quitMs = 250;
/** How long this thread waits for the other to let go of the signal, at most. */
const leaveMs = 1000;

/** Places of what both threads see: who has the signal, presses answered, and what wakes the other thread. */
const [holder, answered, changes] = [0, 1, 2];
/** The other thread does not hear yet; it hears; it is to leave; nobody hears any more. */
const [idle, armed, leaving, over] = [0, 1, 2, 3];

/** Code of the other thread. As a text it needs no file beside the program, wherever that is bundled to. */
const watching = `
const { parentPort, workerData: { shared, told, stuckMs, quitMs, samePressMs } } = require("node:worker_threads");
const { writeSync } = require("node:fs");
const { isatty } = require("node:tty");
const { Script } = require("node:vm");
const seen = new Int32Array(shared);
const say = (text) => { try { writeSync(2, text); } catch {} };
// True: it was broken off by SIGINT.
const isBrokenOff = (script) => {
  try {
    script.runInThisContext({ breakOnSigint: true });
    return false;
  } catch {
    return true;
  }
};
const isAnswered = () => Atomics.load(seen, ${answered}) >= sent;
let firstMs, untilMs = Infinity, sent = 0, isLast = false;
const press = () => {
  const nowMs = Date.now();
  firstMs ??= nowMs;
  // One press told several times; or one more while the last has no answer yet.
  if ((nowMs > firstMs && nowMs - firstMs < samePressMs) || (isLast && !isAnswered())) return;
  // It comes in the moment in which this was to be said.
  if (untilMs < Infinity && !isAnswered()) say(told);
  isLast = nowMs > firstMs;
  sent++;
  untilMs = nowMs + (isLast ? quitMs : stuckMs);
  parentPort.postMessage("pressed");
};
globalThis.wait = () => {
  const before = Atomics.load(seen, ${changes});
  if (Atomics.load(seen, ${holder}) !== ${armed}) return;
  const leftMs = isAnswered() ? Infinity : Math.max(0, untilMs - Date.now());
  Atomics.wait(seen, ${changes}, before, leftMs);
};
const waiting = new Script("wait()");
let isToEnd = false, isThere = false;
globalThis.hear = () => {
  // Not before the signal is held.
  if (!isThere) parentPort.postMessage("hearing");
  isThere = true;
  while (Atomics.load(seen, ${holder}) === ${armed} && !isToEnd) {
    if (isBrokenOff(waiting)) press();
    if (isAnswered() || Date.now() < untilMs) continue;
    untilMs = Infinity;
    if (isLast) isToEnd = true;
    else say(told);
  }
};
const outer = new Script("hear()");
if (Atomics.compareExchange(seen, ${holder}, ${idle}, ${armed}) === ${idle}) {
  // One that comes between two waits.
  while (isBrokenOff(outer)) press();
  if (isToEnd) {
    // A bar that was drawn hides the cursor.
    if (isatty(2)) say("\\u001b[?25h");
    process.kill(process.pid, "SIGINT");
  }
}
Atomics.store(seen, ${holder}, ${over});
Atomics.notify(seen, ${holder});`;

export interface HangWatch {
  /** Settles once the other thread is there, or cannot be: what keeps this one before hears nothing of a press. */
  readonly hearing: Promise<void>;
  /** From then on this thread hears SIGINT by itself, if it listens anew. */
  stop(): void;
}

/**
 * `told`: what is said on standard error after a Ctrl-C that this thread does not answer; within `samePressMs` one may come several times. `heard`: called for
 * each one that this thread has time for.
 */
export function watchForHang(
  { told, samePressMs }: { readonly told: string; readonly samePressMs: number },
  heard: () => void,
): HangWatch {
  const shared = new SharedArrayBuffer(12);
  const seen = new Int32Array(shared);
  const worker = new Worker(watching, { eval: true, workerData: { shared, told, stuckMs, quitMs, samePressMs } });
  const wake = (): void => {
    Atomics.add(seen, changes, 1);
    Atomics.notify(seen, changes);
  };
  const hearing = new Promise<void>((resolve) => {
    worker.on("message", (message: "hearing" | "pressed") => {
      if (message === "hearing") {
        worker.unref();
        return resolve();
      }
      Atomics.add(seen, answered, 1);
      wake();
      heard();
    });
    // Without it the run is as it would be: Ctrl-C is heard between steps.
    worker.on("error", () => resolve());
    worker.on("exit", () => resolve());
  });
  return {
    hearing,
    stop: () => {
      if (Atomics.compareExchange(seen, holder, idle, over) === armed) {
        Atomics.store(seen, holder, leaving);
        wake();
        Atomics.wait(seen, holder, leaving, leaveMs);
      }
      void worker.terminate();
    },
  };
}
