import type { Activity, Progress, ProgressState } from "../../experiment/watch.js";
import { counted, durationText } from "../../units/readable.js";
import { stderrStream, printNote } from "./output-streams.js";

/** Progress that is drawn somewhere. */
export interface DrawnProgress extends Progress {
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
export async function progressFor(quiet: boolean): Promise<DrawnProgress> {
  if (quiet) return { update() {}, stop() {} };
  const terminal = stderrStream();
  if (terminal.isTTY) return barProgress(terminal);
  return lineProgress({ write: printNote, nowMs: () => Date.now() });
}

/** Lines for logs: what is going on, frames a second and time left. */
export function lineProgress({ write, nowMs }: ProgressOutput): DrawnProgress {
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
async function barProgress(stream: NodeJS.WriteStream): Promise<DrawnProgress> {
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

  describe({ done, frames, activity }: ProgressState, nowMs: number): string {
    if (nowMs - this.#lastMs >= speedAfterMs) {
      const recent = ((frames - this.#lastFrames) * 1000) / (nowMs - this.#lastMs);
      this.#framesPerS = this.#framesPerS === 0 ? recent : 0.7 * this.#framesPerS + 0.3 * recent;
      this.#lastMs = nowMs;
      this.#lastFrames = frames;
    }
    const elapsedS = (nowMs - this.startMs) / 1000;
    const parts = activityWords(activity);
    if (this.#framesPerS > 0) parts.push(`${counted(Math.round(this.#framesPerS), "frame")}/s`);
    if (done > 0 && done < 1 && elapsedS > 1) parts.push(`${durationText((elapsedS * (1 - done)) / done)} left`);
    return parts.join(" · ");
  }
}

/** What is going on: `replication 2 of 3`, `5 h simulated`. */
function activityWords(activity: Activity): string[] {
  if (activity.kind === "many") {
    const { finished, count, what, workers } = activity;
    return [`${finished} of ${count} ${what}`, ...(workers === undefined ? [] : [counted(workers, "worker")])];
  }
  const { replication, replications, simulatedUs, frame, frameCount } = activity;
  return [
    ...(replications > 1 ? [`replication ${replication + 1} of ${replications}`] : []),
    `${durationText(simulatedUs / 1e6)} simulated`,
    `frame ${frame} of ${frameCount}`,
  ];
}
