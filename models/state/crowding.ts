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
  /** Who sends them: bits a second, to all archives together, by class of operators. */
  readonly senders: readonly { readonly operatorClass: number; readonly bitsPerS: number }[];
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
/** Archives that have numbers of their own in each millisecond. */
const archivesMax = 1000;

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

  /** Probability that a request of this moment is lost, or a copy of it by messages: with the archive that makes the frame, or the frame for want of room in it. */
  lossShare(flood: Flood | null = this.#services.flood()): number {
    if (flood === null) return 0;
    return 1 - (1 - this.#lineLossOf(flood)) * this.#takenShareOf(flood);
  }

  /** By messages: a request leaves. */
  noteSent(frame: number, kind: number): void {
    this.#note(frame);
    if (this.#services.flood() === null) return;
    this.sent++;
    if (kind === 0) this.joinsSent++;
  }

  /** By messages: the last copy of a request found no room. */
  noteLost(kind: number): void {
    this.lost++;
    if (kind === 0) this.joinsLost++;
  }

  /** By messages: whether a copy of a request of a prover finds no room at the line of an archive that it reaches at a moment. */
  isCrowdedOut(from: number, archive: number, atUs: number): boolean {
    const flood = this.#services.flood();
    return flood !== null && this.#drawn(from, archive, atUs, 0) < this.#lineLossOf(flood);
  }

  /** By messages: whether the frame of a moment, which an archive makes, has no room for a request that it has. */
  isLeftOut(from: number, archive: number, atUs: number): boolean {
    const flood = this.#services.flood();
    return flood !== null && this.#drawn(from, archive, atUs, 1) >= this.#takenShareOf(flood);
  }

  /** How long a message waits at an archive at the moment, microseconds: the mean of M/D/1, or all who find room before it. */
  waitUs(): number {
    const flood = this.#services.flood();
    if (flood === null) return 0;
    const { serviceS, waiting } = flood;
    const load = this.#loadOf(flood);
    const most = waiting * serviceS;
    const mean = load < 1 ? serviceS + (load * serviceS) / (2 * (1 - load)) : most;
    return Math.ceil(1e6 * Math.min(mean, most));
  }

  /** What attackers send to all archives at the moment; null: nothing. */
  get flood(): Flood | null {
    return this.#services.flood();
  }

  /** Share of what reaches an archive at the moment that it has room for. */
  get acceptedShare(): number {
    const { flood } = this;
    return flood === null ? 1 : 1 - this.#lineLossOf(flood);
  }

  #drawn(from: number, archive: number, atUs: number, n: 0 | 1): number {
    return this.#services.draws.uniform(from, (Math.floor(atUs / 1000) * archivesMax + archive) * 2 + n);
  }

  #loadOf(flood: Flood): number {
    return (flood.perSecond + this.before / this.#services.paceS()) * flood.serviceS;
  }

  #lineLossOf(flood: Flood): number {
    return this.#lineLoss(this.#loadOf(flood), flood.waiting);
  }

  /** Of what archives have room for, the share that a frame has. */
  #takenShareOf(flood: Flood): number {
    const inFrame = (flood.perSecond * this.#services.paceS() + this.before) * (1 - this.#lineLossOf(flood));
    return Math.min(1, flood.takes / Math.max(1, inFrame));
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
