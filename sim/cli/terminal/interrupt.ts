import type { Interrupt } from "../../experiment/watch.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";

export interface WatchedInterrupt extends Interrupt {
  /**
   * Stop listening, unless there was an interrupt: what follows it at once may come while the process ends, and would kill it
   * with all that it has still to say.
   */
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

/** One press may arrive several times within this long: from the terminal, and from npm or a shell that passes it on. */
export const samePressMs = 1000;

export interface InterruptOptions {
  /** Called at the first signal. */
  readonly onFirst: () => void;
  /** Ends the process; called at a later Ctrl-C, from somebody who sits there and wants it gone. */
  readonly quit?: (code: ExitCode) => void;
  readonly nowMs?: () => number;
}

/**
 * The first Ctrl-C, SIGTERM or SIGHUP only sets `requested` and calls `onFirst`. What follows at once is the same wish told
 * again. A Ctrl-C after that ends the process, whatever it is doing; the other signals never do, since those who send them
 * have SIGKILL.
 */
export function watchInterrupt({
  onFirst,
  quit = (code) => process.exit(code),
  nowMs = () => performance.now(),
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
  return {
    get requested() {
      return first !== undefined;
    },
    get exitCode() {
      return first?.code ?? exitCodes.ok;
    },
    release: () => {
      if (first !== undefined) return;
      for (const { signal, listener } of listeners) process.removeListener(signal, listener);
    },
  };
}
