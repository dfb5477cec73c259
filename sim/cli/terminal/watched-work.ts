/** Work that a command shows the progress of, and that somebody may interrupt. */
import { watchInterrupt, type WatchedInterrupt } from "./interrupt.js";
import { messages } from "./messages.js";
import { printNote } from "./output-streams.js";
import { type DrawnProgress, progressFor } from "./progress.js";

export interface WatchedWork {
  readonly interrupt: WatchedInterrupt;
  /** A bar of its own, whatever came before. */
  begin(quiet: boolean): Promise<DrawnProgress>;
  /** The bar goes, and nobody listens any more. */
  end(): void;
}

/** `interrupting`: what is told at the first signal. */
export function watchWork(interrupting = messages.interrupting()): WatchedWork {
  let progress: DrawnProgress | undefined;
  const interrupt = watchInterrupt({
    onFirst: () => {
      // The bar hides the cursor, which must be back before a second Ctrl-C ends everything.
      progress?.stop();
      printNote(`\n${interrupting}\n`);
    },
  });
  return {
    interrupt,
    begin: async (quiet) => {
      await interrupt.hearing;
      return (progress = await progressFor(quiet));
    },
    end: () => {
      progress?.stop();
      interrupt.release();
    },
  };
}
