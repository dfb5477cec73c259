import { exp, ln } from "../../sim/units/portable-math.js";
import { byteCount, duration, growth } from "../../sim/units/schema.js";
import { tokenField } from "../protocol/ground/token.js";
import { goneBetween } from "./binary-decay.js";
import { type CurveContext, type CurveState, defineCurve, timeSinceStart } from "./curve.js";

/** Fractions of a frame that network time is counted in. */
const parts = 2 ** 40;
const inParts = (frames: number): bigint => BigInt(Math.floor(frames * parts));

/** The baseline of stored bytes: b(t) = b0 · e^(rate · t), t in frames. */
interface Baseline {
  readonly firstBytes: number;
  readonly rate: number;
}

/**
 * Σ min(baseline, stored) over the frames between two moments, in frames since the start: what moves the network's own time on.
 * The stored bytes stay meanwhile; the baseline crosses them at most once.
 */
export function realizedBetween({ firstBytes, rate }: Baseline, storedBytes: number, from: number, until: number): number {
  const reached = storedBytes <= firstBytes ? 0 : rate === 0 ? until : ln(storedBytes / firstBytes) / rate;
  const crossing = Math.min(Math.max(reached, from), until);
  const below = rate === 0 ? firstBytes * (crossing - from) : (firstBytes * (exp(rate * crossing) - exp(rate * from))) / rate;
  return below + storedBytes * (until - crossing);
} // prettier-ignore

/** The network's own time θ, in frames: when the baseline alone would have come to so much. */
export function networkTime({ firstBytes, rate }: Baseline, realized: number): number {
  return rate === 0 ? realized / firstBytes : ln(1 + (rate * realized) / firstBytes) / rate;
}

/**
 * As Filecoin's: simple minting pays a part of its total whatever happens, baseline minting in the network's own time, which passes as
 * long as the data keep up with a baseline that grows. A frame is one of Filecoin's epochs; with a pace of 30 s, totals of 330 and 770 million
 * and a half-life of 6 y it is Filecoin's, whose first epoch of simple minting came to 36.266260308195979333 FIL.
 * Source: filecoin-project/specs-actors, actors/builtin/reward (reward_logic.go, reward_state.go). Network time is Filecoin's sum over epochs
 * as an integral.
 */
export const filecoin = defineCurve({
  id: "filecoin",
  about: "as Filecoin's: simple minting by a half-life, and baseline minting while the data keep up with a baseline",
  parameters: {
    simple: tokenField().prefault("330000000 QUIL").describe("what simple minting pays out for ever; Filecoin's figure"),
    baseline: tokenField().prefault("770000000 QUIL").describe("what baseline minting pays out; Filecoin's figure"),
    halfLife: duration()
      .refine((us) => us > 0, "no half-life at all; write a span such as 6 y")
      .prefault("6 y")
      .describe("in which half of either is paid: of time, and of the network's own time"),
    firstBytes: byteCount()
      .refine((bytes) => bytes > 0, "the baseline needs data to begin with; write an amount such as 80 GB")
      .prefault("80 GB")
      .describe("the baseline at the start, compared with the world; Filecoin's was 2.88888888 EB; assumption"),
    growth: growth()
      .prefault("5.7762 %/month")
      .describe("growth of the baseline, as a continuous rate: 5.7762 %/month double it in a year of 365 d"),
  },
  create: ({ simple, baseline, halfLife, firstBytes, growth: perMonth }, context) => {
    const under = BigInt(halfLife);
    const curve: Baseline = { firstBytes, rate: (perMonth * context.paceUs) / monthUs };
    const framesOf = (frame: number): number => frame - context.firstFrame;
    const pace = BigInt(context.paceUs);
    return {
      unitsPerFrame: (state) => {
        const us = BigInt(timeSinceStart(state.frame, context));
        const [theta, passes] = passing(curve, state, context);
        const inUs = (frames: bigint): bigint => frames * pace;
        return (
          goneBetween(simple, us, us + pace, under) +
          goneBetween(baseline, inUs(theta), inUs(theta + passes), under * BigInt(parts))
        );
      },
      dependsOnFrame: true,
      accrues: ({ frame, worldBytes }, until) =>
        BigInt(Math.floor(realizedBetween(curve, Number(worldBytes), framesOf(frame), framesOf(until)))),
    };
  },
}); // prettier-ignore

/** The network's own time, and how much of it passes in a frame, in parts of a frame. */
function passing(curve: Baseline, { frame, worldBytes, accrued }: CurveState, { firstFrame }: CurveContext): [bigint, bigint] {
  const { firstBytes, rate } = curve;
  const realized = Number(accrued);
  const kept = Math.min(firstBytes * exp(rate * (frame - firstFrame)), Number(worldBytes));
  // The baseline at network time θ is b0 + rate · realized.
  return [inParts(networkTime(curve, realized)), inParts(kept / (firstBytes + rate * realized))];
} // prettier-ignore

const monthUs = 30 * 86_400e6;
