/**
 * Faults of the wire between nodes and archives: as rules for what is sent, and as questions about what is reckoned. Whom a fault is about is told by
 * class and region, so that all ends of one kind are in the same place.
 *
 * Assumption: what is reckoned meets the faults of the moment at which it is sent, as what is sent does.
 */
import type { FaultRule, SentMessage } from "../../../../sim/network/faults/rule.js";
import { drop } from "../../../../sim/network/faults/rule.js";
import { Faults } from "../../../../sim/network/faults/rules.js";
import { beginsAt, endOf, endsAt, isOn, nextBegin, type Window } from "../../../../sim/network/faults/window.js";
import { ruleOf, windowOf } from "../../../../sim/network/faults/written.js";
import type { DurationUs, SimTimeUs } from "../../../../sim/units/quantity-types.js";
import type { Scenario } from "../../../scenario/schema.js";
import type { WirePlaces } from "./places.js";

/** A message of which only the ends and the moment matter. */
interface Probe extends SentMessage {
  from: number;
  to: number;
  timeUs: SimTimeUs;
}

export class WireFaults {
  /** In the order of the scenario. */
  readonly rules: readonly FaultRule[];
  readonly #windows: readonly Window[];
  readonly #probe: Probe = { type: 0, from: 0, to: 0, payload: 0, timeUs: 0 };

  constructor(faults: NonNullable<Scenario["faults"]>, places: WirePlaces) {
    const maker = new Faults(places.topology);
    this.#windows = faults.map(windowOf);
    this.rules = faults.map((written) =>
      ruleOf(maker, written, ({ classes = [], regions = [] }) => ({
        has: (end) => places.isOf(end, { classes, regions }),
      })),
    );
  }

  /** Whether any fault is on at any moment from one up to, not with, another. */
  isOnBetween(fromUs: SimTimeUs, untilUs: SimTimeUs): boolean {
    return this.#windows.some((window) => isOn(window, fromUs) || nextBegin(window, fromUs) < untilUs);
  }

  /** The first moment after this one at which a fault begins or ends; `Infinity`: none does. */
  nextChangeUs(timeUs: SimTimeUs): SimTimeUs {
    return this.#windows.reduce(
      (next, window) => Math.min(next, isOn(window, timeUs) ? endOf(window, timeUs) : nextBegin(window, timeUs)),
      Number.POSITIVE_INFINITY,
    );
  }

  /** Faults that are on at a moment, by their numbers. */
  onAt(timeUs: SimTimeUs): readonly number[] {
    return [...this.#windows.keys()].filter((fault) => isOn(this.#windows[fault], timeUs));
  }

  /** Faults that begin or end at a moment, by their numbers. */
  changesAt(timeUs: SimTimeUs): readonly (readonly [fault: number, phase: "begins" | "ends"])[] {
    return [...this.#windows.keys()].flatMap((fault) => [
      ...(endsAt(this.#windows[fault], timeUs) ? [[fault, "ends"] as const] : []),
      ...(beginsAt(this.#windows[fault], timeUs) ? [[fault, "begins"] as const] : []),
    ]);
  }

  /** Whether a rule says anything of messages between any two of these ends that are sent at a moment, or has one down. */
  concerns(ends: readonly number[], timeUs: SimTimeUs): boolean {
    return ends.some(
      (from) =>
        this.isDown(from, timeUs) || ends.some((to) => from !== to && this.#ruleFor(from, to, timeUs) !== undefined),
    );
  }

  /** Whether a fault has the end down. */
  isDown(end: number, timeUs: SimTimeUs): boolean {
    return this.rules.some(({ crash }) => crash?.isHit(end) === true && isOn(crash.window, timeUs));
  }

  /** What is added to the way of a message that is sent at a moment; `Infinity`: it never arrives. */
  addedUs(from: number, to: number, timeUs: SimTimeUs): DurationUs {
    if (timeUs === Number.POSITIVE_INFINITY || this.isDown(to, timeUs)) return Number.POSITIVE_INFINITY;
    const answer = this.#ruleFor(from, to, timeUs)?.look(this.#probe) ?? 0;
    return answer === drop ? Number.POSITIVE_INFINITY : answer;
  }

  /** Whether messages get through, late or not: they are neither dropped nor held until a fault is over. */
  isOpen(from: number, to: number, timeUs: SimTimeUs): boolean {
    if (this.isDown(from, timeUs) || this.isDown(to, timeUs)) return false;
    const rule = this.#ruleFor(from, to, timeUs);
    return rule === undefined || (rule.holds !== true && rule.look(this.#probe) !== drop);
  }

  /** Whether messages get through both ways; everybody is in contact with itself unless it is down. */
  isInContact(one: number, other: number, timeUs: SimTimeUs): boolean {
    if (one === other) return !this.isDown(one, timeUs);
    return this.isOpen(one, other, timeUs) && this.isOpen(other, one, timeUs);
  }

  /** The rule that has the say; what it looked at is the probe. */
  #ruleFor(from: number, to: number, timeUs: SimTimeUs): FaultRule | undefined {
    const probe = this.#probe;
    [probe.from, probe.to, probe.timeUs] = [from, to, timeUs];
    return this.rules.find((rule) => rule.look(probe) !== null);
  }
}
