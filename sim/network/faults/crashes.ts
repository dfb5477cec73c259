/** Nodes that fault rules take down: when each is, and the events at which it goes down and is there again. */
import type { Kernel } from "../../kernel/kernel.js";
import type { SimTimeUs } from "../../units/quantity-types.js";
import type { Lines } from "../lines.js";
import type { Crash } from "./rule.js";
import { endOf, isOnWithin, nextBegin } from "./window.js";

interface CrashOptions {
  readonly kernel: Kernel;
  /** A rule takes a node down, or it is there again. */
  readonly crashed?: (node: number) => void;
  readonly restarted?: (node: number) => void;
}

export class Crashes {
  readonly #crashes: readonly Crash[];
  readonly #kernel: Kernel;
  /** Kind of the event that a node goes down; its payload is the number of the crash. */
  readonly #down: number;

  /** What waits for `lines` is lost when a node goes down. Registers two kinds of events. */
  constructor(crashes: readonly Crash[], { kernel, crashed, restarted }: CrashOptions, lines: readonly Lines[]) {
    this.#crashes = crashes;
    this.#kernel = kernel;
    const up = kernel.register({
      name: "node is there again",
      priority: -1,
      handle: ({ timeUs, target }) => {
        // Another rule may have it down.
        if (!this.isDownWithin(target, timeUs, timeUs)) restarted?.(target);
      },
    });
    this.#down = kernel.register({
      name: "node goes down",
      priority: -2,
      handle: ({ timeUs, target, payload }) => {
        const { window } = crashes[payload];
        for (const line of lines) line.clear(target, timeUs);
        kernel.scheduleWithin(up, endOf(window, timeUs), target, target, payload);
        kernel.scheduleWithin(this.#down, nextBegin(window, timeUs), target, target, payload);
        crashed?.(target);
      },
    });
  }

  /** Puts on the list the first time that each node from `first` up to, not with, `end` goes down. */
  begin(first: number, end: number): void {
    for (const [k, { isHit, window }] of this.#crashes.entries())
      for (let node = first; node < end; node++)
        if (isHit(node)) this.#kernel.scheduleWithin(this.#down, window.fromUs, node, node, k);
  }

  /** The same for a node that comes now; a crash that is on leaves it alone. */
  admit(node: number): void {
    for (const [k, { isHit, window }] of this.#crashes.entries())
      if (isHit(node)) this.#kernel.scheduleWithin(this.#down, nextBegin(window, this.#kernel.nowUs), node, node, k);
  }

  /** Whether a node is down at any moment from one to another, both included: a message that would leave meanwhile is lost with the queue. */
  isDownWithin(node: number, fromUs: SimTimeUs, toUs: SimTimeUs): boolean {
    for (const { isHit, window } of this.#crashes) if (isHit(node) && isOnWithin(window, fromUs, toUs)) return true;
    return false;
  }
}
