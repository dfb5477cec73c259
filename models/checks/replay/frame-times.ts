/** When frames come, as the auditor works it out: at the scenario's pace, until the log says that the chain stood or has another. */
interface Stretch {
  readonly from: number;
  readonly fromUs: number;
  readonly paceUs: number;
}

export class FrameTimes {
  /** The latest first. */
  readonly #stretches: Stretch[];

  constructor({ first, pace }: { readonly first: number; readonly pace: number }) {
    this.#stretches = [{ from: first, fromUs: 0, paceUs: pace }];
  }

  /** After this frame the chain stands for so long, and goes on at this pace; said twice of one frame, it stands for both. */
  change(frame: number, { standsUs, paceUs }: { readonly standsUs: number; readonly paceUs: number }): void {
    const [latest] = this.#stretches;
    const again = latest.from === frame + 1;
    const stoodUs = again ? latest.fromUs - latest.paceUs - this.timeOf(frame) : 0;
    const fromUs = this.timeOf(frame) + stoodUs + standsUs + paceUs;
    if (again) this.#stretches.shift();
    this.#stretches.unshift({ from: frame + 1, fromUs, paceUs });
  }

  timeOf(frame: number): number {
    const { from, fromUs, paceUs } = this.#stretches.find((one) => one.from <= frame) ?? this.#stretches.at(-1)!;
    return fromUs + (frame - from) * paceUs;
  }

  /** Whether a frame comes at the time or later. */
  isAtOrAfter(frame: number, timeUs: number): boolean {
    return this.timeOf(frame) >= timeUs;
  }
}
