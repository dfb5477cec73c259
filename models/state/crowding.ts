/**
 * Requests that found no room at archives whose lines somebody floods. A request goes to all archives and counts with the one that makes the frame,
 * so that it is lost with the probability that one archive has no room for it, or its frame none. All that a frame's requests know of each other is
 * how many there were in the frame before.
 */
import { Table } from "../../sim/table/table.js";
import type { RowStreams } from "./draws.js";
import { lineLoss } from "../protocol/transport/line-loss.js";

/** What is sent to each archive in all, and how fast an archive serves it. */
export interface Flood {
  /** Messages a second at each archive. */
  readonly perSecond: number;
  readonly serviceS: number;
  readonly waiting: number;
  /** Messages that a frame has room for; Infinity: any number. */
  readonly takes: number;
}

interface CrowdingServices {
  /** The flood of the present moment; null while nobody sends any. */
  readonly flood: () => Flood | null;
  readonly draws: RowStreams;
  /** Time from one frame to the next, seconds. */
  readonly paceS: () => number;
}

/** Kinds of messages that have numbers of their own in each frame. */
const kindsMax = 16;

export class Crowding extends Table {
  readonly #services: CrowdingServices;
  #known = { load: -1, waiting: 0, loss: 0 };
  /** Frame in which requests were counted last, how many there were in it, and in the frame before. */
  private countedFrame = this.figure("frame", -1);
  private requests = this.figure("requests");
  private before = this.figure("requests");
  /** Requests that were sent while there was a flood, and those of them that found no room; joins among both. */
  sent = this.figure("requests");
  lost = this.figure("requests");
  joinsSent = this.figure("requests");
  joinsLost = this.figure("requests");

  constructor(services: CrowdingServices) {
    super();
    this.#services = services;
    this.addRow();
  }

  /** Whether a request of a prover finds no room; `kind`: numbered from 0, joins are 0. */
  isLost(from: number, frame: number, kind: number): boolean {
    const flood = this.#services.flood();
    this.#note(frame);
    if (flood === null) return false;
    this.sent++;
    if (kind === 0) this.joinsSent++;
    const isLost = this.#services.draws.uniform(from, frame * kindsMax + kind) < this.lossShare(flood);
    if (isLost) this.lost++;
    if (isLost && kind === 0) this.joinsLost++;
    return isLost;
  }

  /** Probability that a request of this moment is lost. */
  lossShare(flood: Flood | null = this.#services.flood()): number {
    if (flood === null) return 0;
    const paceS = this.#services.paceS();
    const load = (flood.perSecond + this.before / paceS) * flood.serviceS;
    const arrives = 1 - this.#lineLoss(load, flood.waiting);
    const inFrame = (flood.perSecond * paceS + this.before) * arrives;
    return 1 - arrives * Math.min(1, flood.takes / Math.max(1, inFrame));
  }

  /** The same load asks again and again. */
  #lineLoss(load: number, waiting: number): number {
    if (this.#known.load !== load || this.#known.waiting !== waiting)
      this.#known = { load, waiting, loss: lineLoss(load, waiting) };
    return this.#known.loss;
  }

  #note(frame: number): void {
    if (frame !== this.countedFrame) {
      this.before = frame === this.countedFrame + 1 ? this.requests : 0;
      this.countedFrame = frame;
      this.requests = 0;
    }
    this.requests++;
  }
}
