/** Ctrl-C, as something to look at between two steps. */
export interface Interrupt {
  readonly requested: boolean;
  /** Stop listening. */
  release(): void;
}

/**
 * The first Ctrl-C only sets `requested` and calls `onFirst`; the listener then goes, so that the second one ends the
 * process at once, whatever it is doing.
 */
export function watchInterrupt(onFirst: () => void): Interrupt {
  let requested = false;
  const listener = (): void => {
    requested = true;
    onFirst();
  };
  process.once("SIGINT", listener);
  return {
    get requested() {
      return requested;
    },
    release: () => void process.removeListener("SIGINT", listener),
  };
}
