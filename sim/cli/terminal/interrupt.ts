import { exitNow } from "../../experiment/exit-guard.js";
import type { Interrupt } from "../../experiment/watch.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { watchForHang } from "./hang-watch.js";
import { messages } from "./messages.js";

export interface WatchedInterrupt extends Interrupt {
  /** Settles once two presses end the process whatever it does, if that can be had. */
  readonly hearing: Promise<void>;
  /** Stop listening; `endsWithCommand` says what becomes of signals that follow. */
  release(): void;
  /** What the process says when it was interrupted: by Ctrl-C, a batch system or container, or a closed terminal. */
  readonly exitCode: ExitCode;
}

const codes = {
  SIGINT: exitCodes.interrupted,
  SIGTERM: exitCodes.terminated,
  SIGHUP: exitCodes.hungUp,
} as const;
type Signal = keyof typeof codes;
const signals = Object.keys(codes) as readonly Signal[];

const ignore = (): void => undefined;
let isEnding = false;

/**
 * Says that this process ends when its command does. After an interrupt signals are then ignored once the command no longer
 * listens: what follows at once would kill the process with all that it has still to say.
 */
export function endsWithCommand(): void {
  isEnding = true;
}

/** One press may arrive several times within this long: from the terminal, and from npm or a shell that passes it on. */
export const samePressMs = 1000;

export interface InterruptOptions {
  /** Called at the first signal. */
  readonly onFirst: () => void;
  /** Ends the process; called at a later Ctrl-C, from somebody who sits there and wants it gone. */
  readonly quit?: (code: ExitCode) => void;
  readonly nowMs?: () => number;
  /** Whether this process ends with its command; what was said of it unless given. */
  readonly isLast?: boolean;
}

/**
 * The first Ctrl-C, SIGTERM or SIGHUP only sets `requested` and calls `onFirst`. What follows at once is the same wish told
 * again. A Ctrl-C after that ends the process, whatever it is doing; the other signals never do, since those who send them
 * have SIGKILL.
 */
export function watchInterrupt({
  onFirst,
  quit = exitNow,
  nowMs = () => performance.now(),
  isLast = isEnding,
}: InterruptOptions): WatchedInterrupt {
  let first: { readonly code: ExitCode; readonly atMs: number } | undefined;
  const heard = (signal: Signal): void => {
    if (first === undefined) {
      first = { code: codes[signal], atMs: nowMs() };
      onFirst();
    } else if (signal === "SIGINT" && nowMs() - first.atMs >= samePressMs) {
      quit(codes[signal]);
    }
  };
  const listeners = signals.map((signal) => ({ signal, listener: (): void => heard(signal) }));
  for (const { signal, listener } of listeners) process.on(signal, listener);
  // A test that runs commands in its own process has its own ways to end.
  const hang = isLast
    ? watchForHang({ told: `\n${messages.interruptedStep()}\n`, samePressMs }, () => heard("SIGINT"))
    : undefined;
  return {
    hearing: hang?.hearing ?? Promise.resolve(),
    get requested() {
      return first !== undefined;
    },
    get exitCode() {
      return first?.code ?? exitCodes.ok;
    },
    release: () => {
      hang?.stop();
      const isIgnored = isLast && first !== undefined;
      for (const { signal, listener } of listeners) {
        process.removeListener(signal, listener);
        if (isIgnored) process.on(signal, ignore);
      }
      // What held SIGINT meanwhile has left it to the system: whoever else listens listens anew.
      const others = hang === undefined ? [] : process.listeners("SIGINT");
      for (const listener of others) process.removeListener("SIGINT", listener);
      for (const listener of others) process.on("SIGINT", listener);
      // An engine that has nothing left to do takes its listeners off before it is gone; one that is told to exit does not.
      if (isIgnored) process.once("beforeExit", () => exitNow());
    },
  };
}
