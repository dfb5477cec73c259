/** Outages that are drawn by another law than theirs, and how much likelier by their own what was drawn is: `sim/random/likelihood-ratio.ts`. */
import { logRatioOfTime } from "../../sim/random/likelihood-ratio.js";
import { Table } from "../../sim/table/table.js";
import type { DurationUs, SimTimeUs } from "../../sim/units/quantity-types.js";

/** Of a class: how many times as often its nodes go off, and as long. */
export interface Tilt {
  readonly often: number;
  readonly long: number;
}

/**
 * One row a node: the time in which it is, online or offline. Times are drawn to the next whole microsecond, which the ratio leaves aside: it is off
 * by less than a microsecond's share of the shorter mean.
 */
export class TiltedOutages extends Table {
  /** Since when; −1: nothing is to come of it. */
  sinceUs = this.f64("µs", -1);
  /** Its mean, by its own law and by the one that it was drawn by. */
  meanUs = this.f64("µs");
  drawnMeanUs = this.f64("µs");
  /** Logarithm of the likelihood ratio of all times that are over. */
  logRatio = this.figure("nats");
  readonly #tiltOf: (operatorClass: number) => Tilt;

  constructor(tiltOf: (operatorClass: number) => Tilt) {
    super();
    this.#tiltOf = tiltOf;
  }

  /** A time begins, until the node goes off (`online` 0) or comes back (1); gives the mean to draw it by. */
  begin(
    node: number,
    {
      operatorClass,
      online,
      meanUs,
      fromUs,
    }: {
      readonly operatorClass: number;
      readonly online: 0 | 1;
      readonly meanUs: DurationUs;
      readonly fromUs: SimTimeUs;
    },
  ): DurationUs {
    this.reach(node);
    const { often, long } = this.#tiltOf(operatorClass);
    const drawnMeanUs = online === 1 ? meanUs * long : meanUs / often;
    this.sinceUs[node] = fromUs;
    this.meanUs[node] = meanUs;
    this.drawnMeanUs[node] = drawnMeanUs;
    return drawnMeanUs;
  }

  /** It is over. */
  end(node: number, nowUs: SimTimeUs): void {
    if (node >= this.count || this.sinceUs[node] < 0) return;
    this.logRatio += this.#ratioOf(node, nowUs, true);
    this.sinceUs[node] = -1;
  }

  /** Of all that was drawn, as far as it has shown. */
  logRatioAt(nowUs: SimTimeUs): number {
    let sum = this.logRatio;
    for (let node = 0; node < this.count; node++) if (this.sinceUs[node] >= 0) sum += this.#ratioOf(node, nowUs, false);
    return sum;
  }

  #ratioOf(node: number, nowUs: SimTimeUs, hasEnded: boolean): number {
    const [meanUs, drawnUs] = [this.meanUs[node], this.drawnMeanUs[node]];
    if (meanUs === drawnUs) return 0;
    return logRatioOfTime({ rate: 1 / meanUs, drawn: 1 / drawnUs }, nowUs - this.sinceUs[node], hasEnded);
  }
}
