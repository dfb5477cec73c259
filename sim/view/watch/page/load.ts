/** Asks the server again and again what there is, and keeps the scenes of the run. */
import type { TimedScene, WatchedState } from "../watched.js";

export interface Loaded {
  readonly state: WatchedState;
  readonly scenes: readonly TimedScene[];
  /** The server does not answer any more. */
  readonly isLost: boolean;
}

/** How long to wait between two looks at a run under way, and at one that only changes if somebody runs it again. */
const [liveMs, stillMs] = [700, 4000];

export async function ask<Value>(path: string): Promise<Value> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as Value;
}

/** Calls `show` whenever there is something new, until the function that comes back is called. */
export function keepLoading(show: (loaded: Loaded) => void): () => void {
  let isOver = false;
  let timer = 0;
  let before: WatchedState | undefined;
  let scenes: readonly TimedScene[] = [];
  const look = async (): Promise<void> => {
    let waitMs = liveMs;
    try {
      const state = await ask<WatchedState>("/run");
      if (isOver) return;
      if (state.generation !== before?.generation) scenes = [];
      const more = state.scenes > scenes.length ? await ask<TimedScene[]>(`/scenes?from=${scenes.length}`) : [];
      // The answers of another run than the one that was asked about are thrown away with the next look.
      scenes = [...scenes, ...more];
      before = state;
      if (!isOver) show({ state, scenes, isLost: false });
      if (state.state !== "under way") waitMs = stillMs;
    } catch {
      if (before !== undefined && !isOver) show({ state: before, scenes, isLost: true });
      waitMs = stillMs;
    }
    if (!isOver) timer = window.setTimeout(() => void look(), waitMs);
  };
  void look();
  return () => {
    isOver = true;
    window.clearTimeout(timer);
  };
}
