import { durationText } from "./quantities.js";
import { drawnTerminal, tell } from "./words.js";

/** How far something is; `done` counts from 0 to 1, `frames` over all that was simulated so far. */
export interface ProgressState {
  readonly done: number;
  readonly frames: number;
  /** What is going on, in words: `replication 2 of 3`, `5 h simulated`. */
  readonly about: readonly string[];
}

export interface Progress {
  update(state: ProgressState): void;
  /** Removes or ends what was drawn. */
  stop(): void;
}

/** Where lines go and what time it is: standard error and the wall clock, or a test's. */
export interface ProgressOutput {
  readonly write: (text: string) => void;
  readonly nowMs: () => number;
}

/** Plain lines come at every tenth of the way, and at the latest after this long. */
const lineEveryMs = 5000;
/** Speed is measured over this long at least; before, it would be noise. */
const speedAfterMs = 200;

/** What suits standard error: a bar on a terminal, lines elsewhere, nothing if `quiet`. */
export async function progressFor(quiet: boolean): Promise<Progress> {
  if (quiet) return { update() {}, stop() {} };
  const terminal = drawnTerminal();
  if (terminal.isTTY) return barProgress(terminal);
  return lineProgress({ write: tell, nowMs: () => Date.now() });
}

/** Lines for logs: what is going on, frames a second and time left. */
export function lineProgress({ write, nowMs }: ProgressOutput): Progress {
  const meter = new SpeedMeter(nowMs());
  let lastMs = nowMs();
  let nextTenth = 1;
  return {
    update(state) {
      const now = nowMs();
      const text = meter.describe(state, now);
      if (state.done * 10 < nextTenth && now - lastMs < lineEveryMs) return;
      lastMs = now;
      nextTenth = Math.floor(state.done * 10) + 1;
      write(`${Math.floor(state.done * 100)} % · ${text}\n`);
    },
    stop() {},
  };
}

/** A bar on a terminal, which is gone when the run is over. */
export async function barProgress(stream: NodeJS.WriteStream): Promise<Progress> {
  const { default: cliProgress } = await import("cli-progress");
  const meter = new SpeedMeter(Date.now());
  const bar = new cliProgress.SingleBar({
    stream,
    format: "{bar} {percentage} % · {text}",
    barCompleteChar: "━",
    barIncompleteChar: "─",
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    fps: 5,
    gracefulExit: false,
  });
  bar.start(1000, 0, { text: "" });
  return {
    update: (state) => bar.update(Math.floor(state.done * 1000), { text: meter.describe(state, Date.now()) }),
    stop: () => bar.stop(),
  };
}

/** Frames a second over the last second or so, and time left at the pace so far. */
class SpeedMeter {
  #lastMs: number;
  #lastFrames = 0;
  #framesPerS = 0;

  constructor(readonly startMs: number) {
    this.#lastMs = startMs;
  }

  describe({ done, frames, about }: ProgressState, nowMs: number): string {
    if (nowMs - this.#lastMs >= speedAfterMs) {
      const recent = ((frames - this.#lastFrames) * 1000) / (nowMs - this.#lastMs);
      this.#framesPerS = this.#framesPerS === 0 ? recent : 0.7 * this.#framesPerS + 0.3 * recent;
      this.#lastMs = nowMs;
      this.#lastFrames = frames;
    }
    const elapsedS = (nowMs - this.startMs) / 1000;
    const parts = [...about];
    if (this.#framesPerS > 0) parts.push(`${Math.round(this.#framesPerS)} frames/s`);
    if (done > 0 && done < 1 && elapsedS > 1) parts.push(`${durationText((elapsedS * (1 - done)) / done)} left`);
    return parts.join(" · ");
  }
}
