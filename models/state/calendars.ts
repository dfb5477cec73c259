import { PartList } from "../../sim/table/part-list.js";
import { FrameCalendar } from "./calendar.js";

/** Work that waits for a frame, one calendar a kind. */
export class Calendars extends PartList {
  readonly #wake: (frame: number) => void;
  readonly #all: FrameCalendar[] = [];

  /** Entries of the timeline that take effect. */
  readonly timeline = this.#calendar("timeline");
  /** Releases after which nodes that have not adopted them are shut out. */
  readonly floors = this.#calendar("floors");
  /** Nodes that went off or came back, as pairs (node, `Presence`). */
  readonly presence = this.#calendar("presence");
  /** Nodes whose operator leaves. */
  readonly departures = this.#calendar("departures");
  /** Workers gained or given up, as pairs (node, count). */
  readonly workers = this.#calendar("workers");
  /** Classes of which an active allocation is lost. */
  readonly losses = this.#calendar("losses");
  /** The next growth of the data, 0; and changes of them, one more than the entry of the timeline. */
  readonly growth = this.#calendar("growth");
  /** Entries of the timeline that replace the grid. */
  readonly resets = this.#calendar("resets");
  /** Allocations whose effective status changes without a message: joins in effect, confirmations that end or arrive. */
  readonly standings = this.#calendar("standings");
  /** Provers out of their committees of whom a confirmation may be heard. */
  readonly ownStatuses = this.#calendar("ownStatuses");
  /** Allocations whose request may lapse, or whose leave takes effect. */
  readonly expiries = this.#calendar("expiries");
  /** Shards whose noted split takes effect. */
  readonly splits = this.#calendar("splits");
  /** Shards whose noted merge takes effect, or whose cooldown ends. */
  readonly merges = this.#calendar("merges");
  /** Shards whose committee may hand over. */
  readonly handoffs = this.#calendar("handoffs");
  /** Requests that arrive, as pairs (kind, allocation). */
  readonly requests = this.#calendar("requests");
  /** Shards whose streak may have lasted long enough to halt them. */
  readonly halts = this.#calendar("halts");
  /** Allocations whose prover may have been idle too long. */
  readonly idle = this.#calendar("idle");
  /** Nodes that announce a planned outage. */
  readonly plannedOutages = this.#calendar("plannedOutages");
  /** What is due for paused allocations, as pairs (kind, allocation or prover); see systems/pauses/pauses.ts. */
  readonly pauses = this.#calendar("pauses");
  /** Allocations that the storage audit catches if nothing changes. */
  readonly audits = this.#calendar("audits");
  /** Attackers that begin. */
  readonly attacks = this.#calendar("attacks");
  /** Provers that sign two headers of the frame, and evidence that arrives, as pairs (kind, prover). */
  readonly equivocations = this.#calendar("equivocations");
  readonly evidence = this.#calendar("evidence");
  /** Seniority merges that arrive, and those that are to be asked for, as pairs (kind, prover). */
  readonly seniorityMerges = this.#calendar("seniorityMerges");
  /** The next step of seniority that grows. */
  readonly accruals = this.#calendar("accruals");
  /** Nodes that look at their shards. */
  readonly evaluations = this.#calendar("evaluations");

  /** `wake` lets a frame be stepped. */
  constructor(wake: (frame: number) => void) {
    super();
    this.#wake = wake;
  }

  /** Frames for which there is work, in no order. */
  dueFrames(): ReadonlySet<number> {
    return new Set(this.#all.flatMap((calendar) => calendar.dueFrames()));
  }

  #calendar(name: string): FrameCalendar {
    const calendar = this.add(name, new FrameCalendar((frame) => this.#wake(frame)));
    this.#all.push(calendar);
    return calendar;
  }
}
