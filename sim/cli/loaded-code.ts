/**
 * Code is loaded when a command needs it, and all that comes with the program loads. What does not is a plug-in that somebody added, or something that it
 * uses: theirs to mend, as what a plug-in answers is.
 */
import { RunRefusal } from "../units/run-refusal.js";

/** What `load` gives. Throws `RunRefusal` where a module throws, is not found, cannot be read, or waits for what never comes. */
export async function loadedCode<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  const waits = Symbol("waits");
  const ended = new AbortController();
  const stalled = new Promise<typeof waits>((resolve) => {
    const stall = (): void => resolve(waits);
    // Nothing is left to be done that a module could wait for.
    process.once("beforeExit", stall);
    ended.signal.addEventListener("abort", () => process.off("beforeExit", stall));
  });
  try {
    const loaded = await Promise.race([load(), stalled]);
    if (loaded === waits) throw await stalledRefusal();
    return loaded;
  } catch (error) {
    throw (await isTold(error)) ? error : await refusalOf(error);
  } finally {
    ended.abort();
  }
}

async function stalledRefusal(): Promise<RunRefusal> {
  const { messages } = await import("./terminal/messages.js");
  return new RunRefusal(messages.neverLoaded());
}

/** Who throws it has said what is to be done. */
async function isTold(error: unknown): Promise<boolean> {
  const [{ UsageError }, { recordOf }] = await Promise.all([
    import("./command.js"),
    import("../experiment/failure.js"),
  ]);
  return error instanceof UsageError || recordOf(error).kind === "refused" || recordOf(error).kind === "memory";
}

async function refusalOf(error: unknown): Promise<RunRefusal> {
  const [{ messages }, { placeOf }] = await Promise.all([
    import("./terminal/messages.js"),
    import("../program/place-of.js"),
  ]);
  const { place, what } = placeOf(error);
  return new RunRefusal(messages.notLoaded(place, what), { cause: error });
}
