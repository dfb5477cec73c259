/**
 * The network at message fidelity: every request of a node is a message of its real size to every archive, over `sim/network`, in the
 * kernel of the frames. One request's way:
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
 * dropped; of a request whose copies are all lost its node knows (RPC). Archives that a fault of the wire keeps from the others make no frame, and
 * nodes that it keeps from all who do are offline as far as the protocol sees (`ChainSide`, `CutOffNodes`).
 */
import { Network } from "../../../../sim/network/network.js";
import type { networkPurposes } from "../../../../sim/network/purposes.js";
import type { Invariant } from "../../../../sim/kernel/invariants.js";
import type { Kernel } from "../../../../sim/kernel/kernel.js";
import type { NameIn } from "../../../../sim/random/purposes.js";
import type { Streams } from "../../../../sim/random/stream.js";
import { PartList } from "../../../../sim/table/part-list.js";
import type { DurationUs, SimTimeUs } from "../../../../sim/units/quantity-types.js";
import { nodeTiming } from "../../../protocol/proposer/timing.js";
import { shardListBytes } from "../../../protocol/transport/message-bytes.js";
import { archiveCount, archivesNeeded } from "../../../scenario/archives.js";
import type { Draws } from "../../../state/draws.js";
import type { FrameCalendar } from "../../../state/calendar.js";
import type { ChainFaults } from "../../../state/global-chain.js";
import type { NetworkStreams } from "../../../state/purposes.js";
import type { World } from "../../../state/world.js";
import { Message, type MessageKind, type MessagePort, type Wire, type WireFigures } from "../../message-port.js";
import type { RulesInForce, ScenarioGiven } from "../../network.js";
import { Due } from "../../nodes/resumes.js";
import { toAsk } from "../../seniority/import-seniority.js";
import { ArchiveTurns, firstFrom } from "./archive-turns.js";
import { ChainSide } from "./chain-side.js";
import { CutOffNodes } from "./cut-off-nodes.js";
import { FrameHearing, type HeardFrame } from "./frame-hearing.js";
import { FrameRecords, type RecordedFrame } from "./frame-records.js";
import { regionAt, WirePlaces } from "./places.js";
import { ShardVotes } from "./shard-votes.js";
import { SteadyFlows } from "./steady-flows.js";
import { WireTraffic } from "./traffic.js";
import { RequestsUnderWay } from "./under-way.js";
import { WireFaults } from "./wire-faults.js";

export interface WireServices extends Pick<ScenarioGiven, "scenario"> {
  readonly world: World;
  readonly kernel: Kernel;
  readonly draws: Draws;
  readonly streams: NetworkStreams & Streams<NameIn<typeof networkPurposes>>;
  readonly rules: () => RulesInForce["rules"];
  /** Steps a frame even if nothing else is due in it; number of the first frame from now on. */
  readonly wake: (frame: number) => void;
  readonly nextFrame: () => number;
  /** Told that a fault begins or ends, and how many nodes are cut off or down then. */
  readonly noteFault: (fault: number, phase: "begins" | "ends", cutOff: number) => void;
}

/** How the messages of one kind find the frame that takes them. */
interface Route {
  readonly inbox: FrameCalendar;
  /** Whether rows are allocations, which may be others by the time of arrival. */
  readonly isOfAllocations: boolean;
}

/** Everything that it remembers is one of its parts. */
export class SimulatedNetwork extends PartList implements MessagePort, Wire {
  readonly places: WirePlaces;
  readonly underWay: RequestsUnderWay;
  readonly wire: Network;
  readonly hearing: FrameHearing;
  readonly traffic: WireTraffic;
  readonly #flows: SteadyFlows;
  readonly #services: WireServices;
  readonly #records: FrameRecords;
  readonly #turns: ArchiveTurns;
  /** Null in a scenario without faults. */
  readonly #side: ChainSide | null;
  readonly #cutOff: CutOffNodes | null;
  readonly #routes: { readonly [kind in MessageKind]: Route };
  /** Type of the message, and kind of the event that a node sends it. */
  readonly #request: number;
  readonly #leaves: number;
  /** The same of one that has waited at the line of an archive. */
  #taken = -1;

  constructor(services: WireServices) {
    super();
    this.#services = services;
    const { scenario, kernel, streams, rules, world } = services;
    const jitterUs = scenario.network.jitter ?? 0;
    this.places = this.add("places", new WirePlaces(scenario));
    const { places } = this;
    const needed = (): number => archivesNeeded(scenario, rules());
    const { faults: written = [] } = scenario;
    const faults = written.length > 0 ? new WireFaults(written, places) : null;
    this.#side = faults === null ? null : new ChainSide({ faults, places, needed });
    this.#turns = new ArchiveTurns({ world, streams, rules, side: this.#side });
    this.underWay = this.add("under way", new RequestsUnderWay());
    this.#records = this.add("frames", new FrameRecords());
    this.wire = this.add(
      "wire",
      new Network({
        kernel,
        streams,
        topology: this.places.topology,
        names: this.places.names,
        laterClasses: this.places.lines,
        faults: faults?.rules ?? [],
        jitter: jitterUs > 0 ? { kind: "exponential", meanUs: jitterUs } : { kind: "none" },
      }),
    );
    this.hearing = new FrameHearing({ places, rules, jitterUs, faults });
    this.traffic = this.add("traffic", new WireTraffic(scenario.operators.length));
    this.#flows = new SteadyFlows({ world, rules, scenario, hearing: this.hearing, traffic: this.traffic });
    this.#request = this.wire.register({
      name: "request",
      bytes: (request) => this.underWay.size[request],
      receive: ({ target, payload }) => this.#arrive(target, payload),
      lost: (request) => this.#lose(request),
    });
    this.#leaves = kernel.register({
      name: "request leaves",
      priority: 0,
      handle: ({ target, payload }) => this.#leave(target, payload),
    });
    const { requests, pauses, seniorityMerges, evidence } = world.calendars;
    this.#cutOff =
      this.#side === null
        ? null
        : this.add(
            "cut off",
            new CutOffNodes({
              side: this.#side,
              world,
              kernel,
              nextFrame: services.nextFrame,
              endOf: (node) => this.#endOf(node),
              noteFault: services.noteFault,
            }),
          );
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

  send(kind: MessageKind, from: number, _to: number, rows: readonly number[], bytes: number): boolean {
    const { world, kernel } = this.#services;
    if (rows.length === 0) return true;
    const marks = rows.map((row) => this.#markOf(kind, row));
    const request = this.underWay.open({ kind, from, rows, bytes, marks });
    const node = world.provers.node[from];
    const heardUs = this.heardUs(node, world.frame);
    // A fault keeps it from the frame, and will keep what it sends from the archives.
    const afterUs = heardUs === Number.POSITIVE_INFINITY ? world.clock.paceUs : heardUs;
    kernel.scheduleWithin(this.#leaves, kernel.nowUs + Math.ceil(afterUs), this.#endOf(node), 0, request);
    return true;
  }

  defer(kind: MessageKind, row: number): void {
    this.#routes[kind].inbox.addPair(this.#services.world.frame + 1, kind, row);
  }

  /** Gives events that only some networks have their kinds. To be called once, when all others have theirs. */
  register(): void {
    this.#cutOff?.register();
    if (this.#services.world.crowding === null) return;
    this.#taken = this.#services.kernel.register({
      name: "request is taken",
      priority: 0,
      handle: ({ target, payload }) => {
        this.underWay.waiting--;
        this.#take(target, payload);
      },
    });
  }

  begin(): void {
    this.#cutOff?.begin();
  }

  noteNode(node: number): void {
    const { wake, nextFrame, world } = this.#services;
    this.traffic.online.note(node);
    // It polls from the next frame on, whether or not anything else is due in that.
    wake(Math.max(world.frame + 1, nextFrame()));
  }

  /** Who makes global frames while faults are on; null in a scenario without. */
  get chainFaults(): ChainFaults | null {
    const side = this.#side;
    if (side === null) return null;
    return {
      nextChangeUs: (timeUs) => side.faults.nextChangeUs(timeUs),
      makesFrames: (isOnline, timeUs) => {
        this.#syncArchives();
        return side.makesFrames(isOnline, timeUs);
      },
    };
  }

  /** It announces itself and asks an archive for the list of shards; whoever is there from the start has it. */
  introduce(node: number, frame: number): number {
    const { kernel, world } = this.#services;
    this.noteNode(node);
    if (kernel.nowUs === 0 || this.#records.count === 0) return frame;
    // It looks when it is reached.
    if (this.#cutOff?.appears(node) === true) return frame;
    const { topology } = this.places;
    this.#flows.addIntroduction(world.nodes.operatorClass[node]);
    const end = this.#endOf(node);
    const archive = this.#archiveOf(node, this.#syncArchives());
    const bytes = shardListBytes(world.shards.count);
    const { waitUs } = this.hearing.queueOf(this.#heardFrame(world.frame));
    const rate = Math.min(topology.uploadBitsPerS[archive], topology.downloadBitsPerS[end]);
    const wayUs = this.hearing.wayUs(end, archive) + waitUs + (8e6 * bytes) / rate + this.hearing.wayUs(archive, end);
    const tripUs = wayUs + this.#addedUs(end, archive) + this.#addedUs(archive, end);
    return Math.max(frame, world.clock.firstFrameAt(kernel.nowUs + Math.ceil(tripUs)));
  }

  /** Of what the maker of this frame has, all that no frame has included so far comes to the inboxes, in the order of its arrival. */
  include(frame: number): void {
    const { underWay } = this;
    const { wake, world } = this.#services;
    this.#settle(frame);
    this.traffic.online.update(world.nodes);
    const { crowding } = world;
    if (crowding !== null) this.traffic.online.noteSpam(crowding.flood, crowding.acceptedShare);
    const archives = this.#syncArchives();
    this.traffic.archiveCount = archives;
    const turn = this.#turns.of(frame, archives);
    const maker = this.#turns.makerOf(frame, turn, archives);
    const heard = { maker, archives, pollers: world.totals.peersOnline, requestBytes: 0 };
    this.#records.begin(frame, turn, heard);
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

  /** Counts traffic for all frames before `until`; shards are counted as they are accrued. */
  #settle(until: number): void {
    const { world } = this.#services;
    const { traffic } = this;
    let from = traffic.countedUntil < 0 ? until : traffic.countedUntil;
    traffic.countedUntil = Math.max(traffic.countedUntil, until);
    while (from < until) {
      const end = this.#sameFaultsUntil(from, until);
      this.#flows.add({
        heard: this.#heardFrame(from),
        frames: end - from,
        made: world.framesBetween(from, end),
        mesh: this.#side?.meshShares(world.clock.timeOf(from)) ?? { sent: 1, received: 1 },
      });
      from = end;
    }
  }

  /** The first frame after `from`, up to `until`, of which faults may be others; the one within which they change is a stretch of its own. */
  #sameFaultsUntil(from: number, until: number): number {
    const { clock } = this.#services.world;
    const changeUs = this.#side?.faults.nextChangeUs(clock.timeOf(from)) ?? Infinity;
    if (changeUs >= clock.timeOf(until)) return until;
    return Math.min(until, Math.max(from + 1, clock.frameAt(changeUs)));
  }

  /** Writes what was sent and received since the last report; what shards did must be counted up to and with the latest frame. */
  report(atUs: SimTimeUs): void {
    const { rows, online, archives } = this.traffic;
    this.#settle(this.#services.world.clock.frameAt(atUs) + 1);
    if (rows.count > 0 && rows.timeUs[rows.count - 1] === atUs) return;
    this.traffic.report(atUs, (place) => (place === archives ? this.traffic.archiveCount : online.nodes[place]));
  }

  /** A shard made so many frames more, or would have but for late votes. */
  addShard(shard: number, frames: number): void {
    this.#flows.addShard(shard, frames);
  }

  /** From the moment of a frame that has been until a node has it, microseconds; `Infinity`: a fault keeps it from the node. */
  heardUs(node: number, frame: number): DurationUs {
    const end = this.#endOf(node);
    const heard = this.#heardFrame(frame);
    const archive = this.places.askedBy(end, heard.archives);
    const u = this.#services.draws.nodes.purpose("poll of a frame").uniform(node, frame);
    if (heard.faultyUs >= 0) return this.hearing.heardInFaultUs(end, archive, heard, u);
    return this.hearing.roundUs(heard)[archive] + this.hearing.pollUs(end, archive, heard, u);
  }

  /** As long as that at most, by node, in frames from `from` up to, not with, `until`, of which no fault that may be on concerns the node or archives that make frames. */
  heardMaxUs(from: number, until: number): (node: number) => DurationUs {
    const recorded = this.#records.most(from, until);
    const most = { ...recorded, ...this.#faultsIn(from, until, recorded.archives) };
    return (node) => this.hearing.mostUs(this.#endOf(node), most);
  }

  /** Whether faults may be on while frames from `from` up to, not with, `until` are made and voted on, and the fewest archives that nodes can poll then. */
  #faultsIn(from: number, until: number, archives: number): { readonly isFaulty: boolean; readonly serving: number } {
    const { clock } = this.#services.world;
    const serving = this.#side?.servingBetween(clock.timeOf(from), clock.timeOf(until - 1) + clock.paceUs) ?? null;
    return { isFaulty: serving !== null, serving: Math.min(archives, serving ?? archives) };
  }

  #heardFrame(frame: number): HeardFrame {
    const recorded = this.#records.at(frame, (archives) => this.#turns.of(frame, archives)) ?? this.#unrecorded(frame);
    const { isFaulty, serving } = this.#faultsIn(frame, frame + 1, recorded.archives);
    return { ...recorded, serving, faultyUs: isFaulty ? this.#services.world.clock.timeOf(frame) : -1 };
  }

  /** A frame that nobody has included anything in yet. */
  #unrecorded(frame: number): RecordedFrame {
    const archives = this.#syncArchives();
    const pollers = this.#services.world.totals.peersOnline;
    return { archives, pollers, maker: this.#turns.of(frame, archives), requestBytes: 0 };
  }

  /** The archive that a node asks: its own, or the first after it that faults leave to it. */
  #archiveOf(node: number, archives: number): number {
    const { ofArchive } = this.places;
    const { nowUs } = this.#services.kernel;
    const end = this.#endOf(node);
    const isInContact = (archive: number): boolean =>
      this.#side?.faults.isInContact(end, ofArchive[archive], nowUs) ?? true;
    return ofArchive[firstFrom(this.places.askedBy(end, archives), archives, isInContact)];
  }

  /** What faults add to a way at the moment; of a way that they close nothing. */
  #addedUs(from: number, to: number): DurationUs {
    const addedUs = this.#side?.faults.addedUs(from, to, this.#services.kernel.nowUs) ?? 0;
    return addedUs === Number.POSITIVE_INFINITY ? 0 : addedUs;
  }

  /** How votes of shards travel. */
  votes(): ShardVotes {
    const { world, draws, rules, scenario } = this.#services;
    return new ShardVotes({
      world,
      draws,
      rules,
      scenario,
      hearing: this.hearing,
      places: this.places,
      endOf: (node) => this.#endOf(node),
      heardUs: (node, frame) => this.heardUs(node, frame),
      heardMaxUs: (from, until) => this.heardMaxUs(from, until),
      onFrames: (shard, frames) => this.addShard(shard, frames),
      side: this.#side,
      makerOf: (frame) => this.#turns.of(frame, this.places.ofArchive.length),
    });
  }

  invariants(): readonly Invariant[] {
    const { wire, underWay } = this;
    return [
      wire.invariant(),
      {
        name: "copies of requests are on their way, at lines or in pools of archives, or over",
        check: () => {
          const copies = wire.byType.inFlight[this.#request] + underWay.pools.size + underWay.waiting;
          return copies === underWay.allCopies
            ? null
            : `${copies} on their way and in pools, ${underWay.allCopies} counted`;
        },
      },
    ];
  }

  figures(): WireFigures {
    const { sent, delivered, lost, inFlight } = this.wire.byType;
    const heard = this.#heardFrame(this.#services.world.frame);
    const round = this.hearing.roundUs(heard).filter((us) => us !== Number.POSITIVE_INFINITY);
    const roundUs = round.reduce((sum, us) => sum + us, 0) / Math.max(1, round.length);
    const { load, waitUs, serviceUs, cycleUs } = this.hearing.queueOf(heard);
    const type = this.#request;
    const { world, kernel } = this.#services;
    this.#settle(Math.max(world.frame, world.clock.frameAt(kernel.nowUs)) + 1);
    return {
      sentBytesOf: (flow) => this.traffic.sentOf(flow),
      sent: sent[type],
      delivered: delivered[type],
      lost: lost[type],
      underWay: inFlight[type],
      framesMade: this.traffic.framesMade,
      frameBytes: this.traffic.frameBytes,
      pollLoad: load,
      roundUs,
      heardUs: roundUs + cycleUs / 2 + (load >= 1 ? 0 : waitUs) + serviceUs,
    };
  }

  #includeOne(request: number, frame: number, heard: RecordedFrame): void {
    const { underWay } = this;
    const { allocations } = this.#services.world;
    const kind = underWay.kind[request] as MessageKind;
    const { inbox, isOfAllocations } = this.#routes[kind];
    underWay.included[request] = 1;
    this.#records.include(frame, underWay.size[request], heard);
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
    const archives = this.#syncArchives();
    this.underWay.copies[request] = archives;
    const bytes = this.underWay.size[request];
    this.#services.world.crowding?.noteSent(this.#services.world.frame, this.underWay.kind[request]);
    this.traffic.send("requests", this.places.classOf(end), archives * bytes);
    for (let archive = 0; archive < archives; archive++)
      this.wire.send(this.#request, end, this.places.ofArchive[archive], request);
  }

  /** A copy reaches an archive: where somebody floods these it may find no room, or has to wait. */
  #arrive(end: number, request: number): void {
    const { underWay } = this;
    const { world, kernel } = this.#services;
    const { crowding } = world;
    const archive = this.places.archive[end];
    if (crowding?.isCrowdedOut(underWay.from[request], archive, kernel.nowUs) === true) {
      this.#crowdOut(request);
      return;
    }
    this.traffic.receive("requests", this.traffic.archives, underWay.size[request]);
    const waitUs = crowding?.waitUs() ?? 0;
    if (waitUs === 0) this.#take(end, request);
    else {
      underWay.waiting++;
      kernel.scheduleWithin(this.#taken, kernel.nowUs + waitUs, end, 0, request);
    }
  }

  /** An archive has a request. */
  #take(end: number, request: number): void {
    const { underWay } = this;
    const { wake, nextFrame } = this.#services;
    underWay.heard[request] = 1;
    if (underWay.included[request] === 1) {
      underWay.drop(request);
      return;
    }
    underWay.pools.put(this.places.archive[end], request);
    wake(nextFrame());
  }

  /** A copy finds no room at an archive, or in its frame. */
  #crowdOut(request: number): void {
    const { underWay } = this;
    const isLast = underWay.copies[request] === 1 && underWay.included[request] === 0;
    if (isLast) this.#services.world.crowding?.noteLost(underWay.kind[request]);
    this.#lose(request);
  }

  /** A copy is lost; with the last one the request, and its node asks again where it would do so at frame fidelity. */
  #lose(request: number): void {
    const { underWay } = this;
    const kind = underWay.kind[request];
    const from = underWay.from[request];
    const isUnheard = underWay.heard[request] === 0;
    if (!underWay.drop(request) || !isUnheard) return;
    const { world, nextFrame } = this.#services;
    const frame = Math.max(nextFrame(), world.frame + 1);
    if (kind === Message.resume)
      world.calendars.pauses.addPair(frame + nodeTiming.proposalTimeout, Due.sendResumes, from);
    else if (kind === Message.mergeSeniority)
      world.calendars.seniorityMerges.addPair(frame + nodeTiming.seniorityMerge, toAsk, from);
  }

  /** The end of a node; all nodes before it have one too. */
  #endOf(node: number): number {
    const { draws, world } = this.#services;
    const { ofNode } = this.places;
    for (let next = ofNode.length; next <= node; next++) {
      const drawn = (): number => this.#regionAt(draws.nodes.purpose("region of a node").uniform(next, 0));
      const lot = draws.nodes.purpose("archive of a node").uniform(next, 0);
      const { keys, operatorClass } = world.nodes;
      this.wire.admit(this.places.addNode(operatorClass[next], { keys, lot, drawnRegion: drawn }));
    }
    return ofNode[node];
  }

  /** How many archives there are now; those that are new get an end. */
  #syncArchives(): number {
    const { scenario, rules, streams } = this.#services;
    const count = archiveCount(scenario, rules());
    for (let next = this.places.ofArchive.length; next < count; next++) {
      const drawn = (): number => this.#regionAt(streams.purpose("region of an archive").uniform(next, 0));
      this.wire.admit(this.places.addArchive(drawn));
    }
    return count;
  }

  #regionAt(u: number): number {
    return regionAt(u, this.places.regions.names, this.#services.scenario.network.regions?.shares);
  }
}
