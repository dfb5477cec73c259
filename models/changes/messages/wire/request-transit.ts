/**
 * Requests as messages of their real size to every archive, over `sim/network`, in the kernel of the frames. One request's way:
 *
 * ```
 *   frame f: a node acts on it              (in the model at the frame's moment)
 *      │ the archives agree on the frame, and the node polls it: FrameHearing
 *      ▼
 *   it leaves: a copy to each archive ── upload, latency, jitter, loss ──► all lost: asked for again as after a loss at frame fidelity
 *      ▼
 *   pool of each archive, in the order of arrival
 *      │ the first frame after that whose maker has it
 *      ▼
 *   inboxes of that frame: models/systems/requests and others
 * ```
 *
 * Assumptions: archives that are offline get messages all the same, and make no frame; what comes for an allocation that is over by then is
 * dropped; of a request whose copies are all lost its node knows (RPC).
 */
import type { Kernel } from "../../../../sim/kernel/kernel.js";
import type { Network } from "../../../../sim/network/network.js";
import { nodeTiming } from "../../../protocol/proposer/timing.js";
import type { FrameCalendar } from "../../../state/calendar.js";
import type { World } from "../../../state/world.js";
import { Message, type MessageKind } from "../../message-port.js";
import { Due } from "../../nodes/resumes.js";
import { toAsk } from "../../seniority/import-seniority.js";
import type { Admission } from "./admission.js";
import type { FrameRecords, RecordedFrame } from "./frame-records.js";
import type { HeardFrames } from "./heard-frames.js";
import type { WirePlaces } from "./places.js";
import type { WireTraffic } from "./traffic.js";
import type { RequestsUnderWay } from "./under-way.js";

interface TransitServices {
  readonly world: World;
  readonly kernel: Kernel;
  readonly wire: Network;
  readonly places: WirePlaces;
  readonly admission: Admission;
  readonly underWay: RequestsUnderWay;
  readonly records: FrameRecords;
  readonly heardFrames: HeardFrames;
  readonly traffic: WireTraffic;
  /** Steps a frame even if nothing else is due in it; number of the first frame from now on. */
  readonly wake: (frame: number) => void;
  readonly nextFrame: () => number;
}

/** How the messages of one kind find the frame that takes them. */
interface Route {
  readonly inbox: FrameCalendar;
  /** Whether rows are allocations, which may be others by the time of arrival. */
  readonly isOfAllocations: boolean;
}

export class RequestTransit {
  readonly #services: TransitServices;
  readonly #routes: { readonly [kind in MessageKind]: Route };
  /** Type of the message, and kind of the event that a node sends it. */
  readonly #request: number;
  readonly #leaves: number;
  /** The same of one that has waited at the line of an archive. */
  #taken = -1;

  constructor(services: TransitServices) {
    this.#services = services;
    const { wire, kernel, world, underWay } = services;
    this.#request = wire.register({
      name: "request",
      bytes: (request) => underWay.size[request],
      receive: ({ target, payload }) => this.#arrive(target, payload),
      lost: (request) => this.#lose(request),
    });
    this.#leaves = kernel.register({
      name: "request leaves",
      priority: 0,
      handle: ({ target, payload }) => this.#leave(target, payload),
    });
    const { requests, pauses, seniorityMerges, evidence } = world.calendars;
    const request = { inbox: requests, isOfAllocations: true };
    const pause = { inbox: pauses, isOfAllocations: true };
    this.#routes = {
      [Message.join]: request,
      [Message.confirm]: request,
      [Message.reject]: request,
      [Message.leave]: request,
      [Message.pause]: pause,
      [Message.resume]: pause,
      [Message.mergeSeniority]: { inbox: seniorityMerges, isOfAllocations: false },
      [Message.evidence]: { inbox: evidence, isOfAllocations: false },
    };
  }

  /** Gives the event that only networks with a flood have its kind. To be called once, when all others have theirs. */
  register(): void {
    const { world, kernel, underWay } = this.#services;
    if (world.crowding === null) return;
    this.#taken = kernel.register({
      name: "request is taken",
      priority: 0,
      handle: ({ target, payload }) => {
        underWay.waiting--;
        this.#take(target, payload);
      },
    });
  }

  /** The number of its messages' type on the wire. */
  get type(): number {
    return this.#request;
  }

  /** A prover makes a request in the present frame, which leaves when its node has heard of that. */
  send(kind: MessageKind, from: number, rows: readonly number[], bytes: number): void {
    const { world, kernel, underWay, heardFrames, admission } = this.#services;
    const marks = rows.map((row) => this.#markOf(kind, row));
    const request = underWay.open({ kind, from, rows, bytes, marks });
    const node = world.provers.node[from];
    const heardUs = heardFrames.heardUs(node, world.frame);
    // A fault keeps it from the frame, and will keep what it sends from the archives.
    const afterUs = heardUs === Number.POSITIVE_INFINITY ? world.clock.paceUs : heardUs;
    kernel.scheduleWithin(this.#leaves, kernel.nowUs + Math.ceil(afterUs), admission.endOf(node), 0, request);
  }

  /** What has arrived about `row` comes to its inbox with the next frame only. */
  defer(kind: MessageKind, row: number): void {
    this.#routes[kind].inbox.addPair(this.#services.world.frame + 1, kind, row);
  }

  /** Of what the maker of this frame has, all that no frame has included so far comes to the inboxes, in the order of its arrival. */
  include(frame: number, heard: RecordedFrame): void {
    const { underWay, world, wake } = this.#services;
    const { crowding } = world;
    const { maker } = heard;
    for (const request of underWay.pools.take(maker)) {
      if (underWay.included[request] === 1) underWay.drop(request);
      else if (crowding?.isLeftOut(underWay.from[request], maker, world.clock.timeOf(frame)) === true)
        this.#crowdOut(request);
      else {
        this.#includeOne(request, frame, heard);
        underWay.drop(request);
      }
    }
    let isLeft = false;
    for (let archive = 0; archive < underWay.pools.count; archive++)
      for (const request of underWay.pools.take(archive)) {
        if (underWay.included[request] === 1) underWay.drop(request);
        else {
          underWay.pools.put(archive, request);
          isLeft = true;
        }
      }
    if (isLeft) wake(frame + 1);
  }

  /** Copies that are counted and neither on their way, nor at the line or in the pool of an archive; null: none. */
  imbalance(): string | null {
    const { wire, underWay } = this.#services;
    const copies = wire.byType.inFlight[this.#request] + underWay.pools.size + underWay.waiting;
    return copies === underWay.allCopies ? null : `${copies} on their way and in pools, ${underWay.allCopies} counted`;
  }

  #includeOne(request: number, frame: number, heard: RecordedFrame): void {
    const { underWay, records, world } = this.#services;
    const { allocations } = world;
    const kind = underWay.kind[request] as MessageKind;
    const { inbox, isOfAllocations } = this.#routes[kind];
    underWay.included[request] = 1;
    records.include(frame, underWay.size[request], heard);
    const marks = underWay.marks[request];
    underWay.rows[request].forEach((row, k) => {
      const isThere = !isOfAllocations || allocations.prover[row] === underWay.from[request];
      if (isThere && this.#markOf(kind, row) === marks[k]) inbox.addPair(frame, kind, row);
    });
  }

  /** An allocation is known again by the frame of its join: its row may be another's. */
  #markOf(kind: MessageKind, row: number): number {
    return this.#routes[kind].isOfAllocations ? this.#services.world.allocations.joinFrame[row] : 0;
  }

  #leave(end: number, request: number): void {
    const { admission, underWay, world, traffic, places, wire } = this.#services;
    const archives = admission.archiveCount();
    underWay.copies[request] = archives;
    const bytes = underWay.size[request];
    world.crowding?.noteSent(world.frame, underWay.kind[request]);
    traffic.send("requests", places.classOf(end), archives * bytes);
    for (let archive = 0; archive < archives; archive++)
      wire.send(this.#request, end, places.ofArchive[archive], request);
  }

  /** A copy reaches an archive: where somebody floods these it may find no room, or has to wait. */
  #arrive(end: number, request: number): void {
    const { world, kernel, underWay, places, traffic } = this.#services;
    const { crowding } = world;
    const archive = places.archive[end];
    if (crowding?.isCrowdedOut(underWay.from[request], archive, kernel.nowUs) === true) {
      this.#crowdOut(request);
      return;
    }
    traffic.receive("requests", traffic.archives, underWay.size[request]);
    const waitUs = crowding?.waitUs() ?? 0;
    if (waitUs === 0) this.#take(end, request);
    else {
      underWay.waiting++;
      kernel.scheduleWithin(this.#taken, kernel.nowUs + waitUs, end, 0, request);
    }
  }

  /** An archive has a request. */
  #take(end: number, request: number): void {
    const { underWay, places, wake, nextFrame } = this.#services;
    underWay.heard[request] = 1;
    if (underWay.included[request] === 1) {
      underWay.drop(request);
      return;
    }
    underWay.pools.put(places.archive[end], request);
    wake(nextFrame());
  }

  /** A copy finds no room at an archive, or in its frame. */
  #crowdOut(request: number): void {
    const { underWay, world } = this.#services;
    const isLast = underWay.copies[request] === 1 && underWay.included[request] === 0;
    if (isLast) world.crowding?.noteLost(underWay.kind[request]);
    this.#lose(request);
  }

  /** A copy is lost; with the last one the request, and its node asks again where it would do so at frame fidelity. */
  #lose(request: number): void {
    const { underWay, world, nextFrame } = this.#services;
    const kind = underWay.kind[request];
    const from = underWay.from[request];
    const isUnheard = underWay.heard[request] === 0;
    if (!underWay.drop(request) || !isUnheard) return;
    const frame = Math.max(nextFrame(), world.frame + 1);
    if (kind === Message.resume)
      world.calendars.pauses.addPair(frame + nodeTiming.proposalTimeout, Due.sendResumes, from);
    else if (kind === Message.mergeSeniority)
      world.calendars.seniorityMerges.addPair(frame + nodeTiming.seniorityMerge, toAsk, from);
  }
}
