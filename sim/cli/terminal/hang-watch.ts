/**
 * Hears Ctrl-C while this thread hears nothing: a step that never ends, such as an endless loop in a plug-in, keeps the event loop from
 * whatever listens to signals, and a process that listens is not ended by them.
 *
 *     this thread   beats ── beats ── [ a step that does not end                                  ]
 *     the other        waits       └─ no beat for a second: waits for SIGINT ── first: says so ── second: ends the process
 *
 * Node has one way in which another thread learns of SIGINT: a script that is run with `breakOnSigint` is broken off by it, in whichever thread.
 * Meanwhile no listener hears it, and afterwards SIGINT ends the process, as it does by default; so whoever listens listens anew
 * once this thread beats again.
 */
import { Worker } from "node:worker_threads";

/** Without a beat for so long a thread is taken for stuck. */
const stuckMs = 1000;
const beatMs = 200;

/** Places of what both threads see: beats so far, and what became of the wait. */
const [beats, outcome] = [0, 1];
const [none, ended, interrupted] = [0, 1, 2];

/** Code of the other thread. As a text it needs no file beside the program, wherever that is bundled to. */
const watching = `
const { workerData: { shared, told, stuckMs, samePressMs } } = require("node:worker_threads");
const { writeSync } = require("node:fs");
const { Script } = require("node:vm");
const seen = new Int32Array(shared);
const quiet = new Int32Array(new SharedArrayBuffer(4));
globalThis.waitForBeat = (value, ms) => Atomics.wait(seen, ${beats}, value, ms);
const wait = new Script("waitForBeat(lastBeat, leftMs)");
// True: it was broken off by SIGINT.
const isBrokenOff = (ms) => {
  globalThis.leftMs = ms;
  try {
    wait.runInThisContext({ breakOnSigint: true });
    return false;
  } catch {
    return true;
  }
};
for (let last = -1; ; ) {
  const now = Atomics.load(seen, ${beats});
  if (now !== last) {
    last = now;
    Atomics.wait(quiet, 0, 0, stuckMs);
    continue;
  }
  globalThis.lastBeat = now;
  const isInterrupted = isBrokenOff(Infinity);
  if (isInterrupted) {
    try { writeSync(2, told); } catch {}
    // The same press told again.
    for (const until = Date.now() + samePressMs; Date.now() < until && isBrokenOff(until - Date.now()); );
  }
  Atomics.store(seen, ${outcome}, isInterrupted ? ${interrupted} : ${ended});
  Atomics.wait(seen, ${beats}, now);
}`;

export interface HangWatch {
  stop(): void;
}

/**
 * `told`: what is said on standard error at a Ctrl-C that nobody else hears; within `samePressMs` it may come several times. `listenAnew`: called when this thread beats again, with
 * whether there was one meanwhile.
 */
export function watchForHang(
  { told, samePressMs }: { readonly told: string; readonly samePressMs: number },
  listenAnew: (isInterrupted: boolean) => void,
): HangWatch {
  const shared = new SharedArrayBuffer(8);
  const seen = new Int32Array(shared);
  const worker = new Worker(watching, { eval: true, workerData: { shared, told, stuckMs, samePressMs } });
  worker.unref();
  // Without it the run is as it would be: Ctrl-C is heard between steps.
  worker.on("error", () => undefined);
  const timer = setInterval(() => {
    Atomics.add(seen, beats, 1);
    Atomics.notify(seen, beats);
    const found = Atomics.exchange(seen, outcome, none);
    if (found !== none) listenAnew(found === interrupted);
  }, beatMs);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      void worker.terminate();
    },
  };
}
