/**
 * The network at message fidelity, put together: requests of nodes are messages (`RequestTransit`, with a drawing of one's way); frames, votes and
 * steady flows are reckoned (`HeardFrames`, `ShardVotes`, `FlowStretches`).
 *
 * Assumption: archives that a fault of the wire keeps from the others make no frame, and nodes that it keeps from all who do are offline as far as
 * the protocol sees (`ChainSide`, `CutOffNodes`).
 */
import { Network } from "../../../../sim/network/network.js";
import type { networkPurposes } from "../../../../sim/network/purposes.js";
import type { Invariant } from "../../../../sim/kernel/invariants.js";
import type { Kernel } from "../../../../sim/kernel/kernel.js";
import type { NameIn } from "../../../../sim/random/purposes.js";
import type { Streams } from "../../../../sim/random/stream.js";
import { PartList } from "../../../../sim/table/part-list.js";
import type { SimTimeUs } from "../../../../sim/units/quantity-types.js";
import { archivesNeeded } from "../../../scenario/archives.js";
import type { Draws } from "../../../state/draws.js";
import type { ChainFaults } from "../../../state/global-chain.js";
import type { NetworkStreams } from "../../../state/purposes.js";
import type { World } from "../../../state/world.js";
import type { MessageKind, MessagePort, Wire, WireFigures } from "../../message-port.js";
import type { RulesInForce, ScenarioGiven } from "../../network.js";
import { Admission } from "./admission.js";
import { ArchiveTurns } from "./archive-turns.js";
import { ChainSide } from "./chain-side.js";
import { CutOffNodes } from "./cut-off-nodes.js";
import { FlowStretches } from "./flow-stretches.js";
import { FrameHearing } from "./frame-hearing.js";
import { FrameRecords } from "./frame-records.js";
import { HeardFrames } from "./heard-frames.js";
import { Introduction } from "./introduction.js";
import { viewDraws } from "./view-draws.js";
import type { ViewWork } from "./view-piece.js";
import { WirePlaces } from "./places.js";
import { RequestTransit } from "./request-transit.js";
import { ShardMessages } from "./shard-messages.js";
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
  readonly work: ViewWork | null;
  /** Steps a frame even if nothing else is due in it; number of the first frame from now on. */
  readonly wake: (frame: number) => void;
  readonly nextFrame: () => number;
  /** Told that a fault begins or ends, and how many nodes are cut off or down then. */
  readonly noteFault: (fault: number, phase: "begins" | "ends", cutOff: number) => void;
}

/** Everything that it remembers is one of its parts. */
export class SimulatedNetwork extends PartList implements MessagePort, Wire {
  readonly places: WirePlaces;
  readonly wire: Network;
  readonly traffic: WireTraffic;
  readonly #services: WireServices;
  readonly #admission: Admission;
  readonly #hearing: FrameHearing;
  readonly #records: FrameRecords;
  readonly #turns: ArchiveTurns;
  readonly #heardFrames: HeardFrames;
  readonly #requests: RequestTransit;
  readonly #introduction: Introduction;
  readonly #messages: ShardMessages;
  readonly #flows: SteadyFlows;
  readonly #stretches: FlowStretches;
  /** Null in a scenario without faults. */
  readonly #side: ChainSide | null;
  readonly #cutOff: CutOffNodes | null;

  constructor(services: WireServices) {
    super();
    this.#services = services;
    const { scenario, kernel, streams, rules, world, draws, wake, nextFrame, noteFault } = services;
    const jitterUs = scenario.network.jitter ?? 0;
    const places = (this.places = this.add("places", new WirePlaces(scenario)));
    const { faults: written = [] } = scenario;
    const faults = written.length > 0 ? new WireFaults(written, places) : null;
    const needed = (): number => archivesNeeded(scenario, rules());
    const side = (this.#side = faults === null ? null : new ChainSide({ faults, places, needed }));
    const turns = (this.#turns = new ArchiveTurns({ world, streams, rules, side }));
    const underWay = this.add("under way", new RequestsUnderWay());
    const records = (this.#records = this.add("frames", new FrameRecords()));
    const wire = (this.wire = this.add(
      "wire",
      new Network({
        kernel,
        streams,
        topology: places.topology,
        names: places.names,
        laterClasses: places.lines,
        faults: faults?.rules ?? [],
        jitter: jitterUs > 0 ? { kind: "exponential", meanUs: jitterUs } : { kind: "none" },
      }),
    ));
    const traffic = (this.traffic = this.add("traffic", new WireTraffic(scenario.operators.length)));
    const admission = (this.#admission = new Admission({ scenario, world, places, wire, draws, streams, rules }));
    const hearing = (this.#hearing = new FrameHearing({ places, rules, jitterUs, faults }));
    const heardFrames = (this.#heardFrames = new HeardFrames({ world, polls: viewDraws(streams).polls, places, admission, hearing, records, turns, side })); // prettier-ignore
    this.#requests = new RequestTransit({ world, kernel, wire, places, admission, underWay, records, heardFrames, traffic, wake, nextFrame }); // prettier-ignore
    this.#introduction = new Introduction({ world, kernel, places, admission, hearing, heardFrames, side });
    const messages = (this.#messages = new ShardMessages({ rules, scenario }));
    const flows = (this.#flows = new SteadyFlows({ world, rules, scenario, hearing, messages, traffic }));
    this.#stretches = new FlowStretches({ world, traffic, flows, heardFrames, side });
    const endOf = (node: number): number => admission.endOf(node);
    this.#cutOff =
      side === null ? null : this.add("cut off", new CutOffNodes({ side, world, kernel, nextFrame, endOf, noteFault }));
  }

  send(kind: MessageKind, from: number, _to: number, rows: readonly number[], bytes: number): boolean {
    if (rows.length > 0) this.#requests.send(kind, from, rows, bytes);
    return true;
  }

  defer(kind: MessageKind, row: number): void {
    this.#requests.defer(kind, row);
  }

  /** Gives events that only some networks have their kinds. To be called once, when all others have theirs. */
  register(): void {
    this.#cutOff?.register();
    this.#requests.register();
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
        this.#admission.archiveCount();
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
    this.#flows.addIntroduction(world.nodes.operatorClass[node]);
    const tripUs = this.#introduction.tripUs(node);
    return Math.max(frame, world.clock.firstFrameAt(kernel.nowUs + Math.ceil(tripUs)));
  }

  include(frame: number): void {
    const { world } = this.#services;
    this.#stretches.countUntil(frame);
    this.traffic.online.update(world.nodes);
    const { crowding } = world;
    if (crowding !== null) this.traffic.online.noteSpam(crowding.flood, crowding.acceptedShare);
    const archives = this.#admission.archiveCount();
    this.traffic.archiveCount = archives;
    const turn = this.#turns.of(frame, archives);
    const maker = this.#turns.makerOf(frame, turn, archives);
    const heard = { maker, archives, pollers: world.totals.peersOnline, requestBytes: 0 };
    this.#records.begin(frame, turn, heard);
    this.#requests.include(frame, heard);
  }

  /** Writes what was sent and received since the last report; what shards did must be counted up to and with the latest frame. */
  report(atUs: SimTimeUs): void {
    const { rows, online, archives } = this.traffic;
    this.#stretches.countUntil(this.#services.world.clock.frameAt(atUs) + 1);
    if (rows.count > 0 && rows.timeUs[rows.count - 1] === atUs) return;
    this.traffic.report(atUs, (place) => (place === archives ? this.traffic.archiveCount : online.nodes[place]));
  }

  /** How votes of shards travel. */
  votes(): ShardVotes {
    const { world, draws, streams, work, rules } = this.#services;
    return new ShardVotes({
      world,
      draws,
      streams,
      work,
      rules,
      messages: this.#messages,
      hearing: this.#hearing,
      heardFrames: this.#heardFrames,
      places: this.places,
      endOf: (node) => this.#admission.endOf(node),
      onFrames: (shard, frames) => this.#flows.addShard(shard, frames),
      side: this.#side,
      makerOf: (frame) => this.#turns.of(frame, this.places.ofArchive.length),
    });
  }

  invariants(): readonly Invariant[] {
    return [
      this.wire.invariant(),
      {
        name: "copies of requests are on their way, at lines or in pools of archives, or over",
        check: () => this.#requests.imbalance(),
      },
    ];
  }

  figures(): WireFigures {
    const { sent, delivered, lost, inFlight } = this.wire.byType;
    const { world, kernel } = this.#services;
    const heard = this.#heardFrames.at(world.frame);
    const round = this.#hearing.roundUs(heard).filter((us) => us !== Number.POSITIVE_INFINITY);
    const roundUs = round.reduce((sum, us) => sum + us, 0) / Math.max(1, round.length);
    const { load, waitUs, serviceUs, cycleUs } = this.#hearing.queueOf(heard);
    const { type } = this.#requests;
    this.#stretches.countUntil(Math.max(world.frame, world.clock.frameAt(kernel.nowUs)) + 1);
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
}
