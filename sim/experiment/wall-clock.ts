/** The wall clock and the event loop of the process: they decide when something is looked at, never what is simulated. */

/** Milliseconds since some moment. */
export const wallClockMs = (): number => performance.now();

/** Lets signals and messages be delivered, which happens between two turns of the event loop only. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Calls something again and again until the function that comes back is called. */
export function every(periodMs: number, act: () => void): () => void {
  const timer = setInterval(act, periodMs);
  return () => clearInterval(timer);
}
