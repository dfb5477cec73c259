/** What a message meets between its sender's line and its receiver: the way itself, faults, loss and jitter. */
import type { NameIn } from "../random/purposes.js";
import type { Purpose, Streams } from "../random/stream.js";
import type { DurationUs, SimTimeUs } from "../units/quantity-types.js";
import { drop, type FaultRule, type SentMessage } from "./faults/rule.js";
import { type Jitter, type JitterAt, jitterAt } from "./jitter.js";
import type { NodeClass } from "./node-class.js";
import { type NodeNames, wayFirst, waySecond } from "./node-names.js";
import type { networkPurposes } from "./purposes.js";
import type { Topology } from "./topology.js";
import { Ways } from "./ways.js";

export interface TransitOptions {
  readonly topology: Topology;
  readonly streams: Streams<NameIn<typeof networkPurposes>>;
  readonly jitter: Jitter;
  readonly faults: readonly FaultRule[];
  readonly names: NodeNames | null;
  readonly laterClasses: readonly NodeClass[];
}

const twoToMinus32 = 1 / 4_294_967_296;

export class Transit {
  readonly hasRules: boolean;
  /** Whether anything of a message is drawn. */
  readonly isDrawn: boolean;
  readonly #ways: Ways;
  readonly #wire: Purpose;
  readonly #aside: Purpose;
  readonly #names: NodeNames | null;
  readonly #jitter: JitterAt | null;
  readonly #rules: readonly FaultRule[];
  readonly #links: Topology["links"];
  readonly #sent = { type: 0, from: 0, to: 0, payload: 0, timeUs: 0 } satisfies SentMessage;

  constructor({ topology, streams, jitter, faults, names, laterClasses }: TransitOptions) {
    this.#ways = new Ways(topology, laterClasses);
    this.#wire = streams.purpose("wire");
    this.#aside = streams.purpose("aside");
    this.#names = names;
    this.#jitter = jitterAt(jitter);
    this.#rules = faults;
    this.#links = topology.links;
    this.hasRules = faults.length > 0;
    this.isDrawn = this.#ways.mayLose || this.#jitter !== null;
  }

  /** Of a way as it is; −1 as a link: there is none; as the answer: there is no way. */
  latencyUs(from: number, to: number, link: number): DurationUs {
    return this.#ways.latencyUs(from, to, link);
  }

  /** What jitter adds to the n-th message of a node; −1: it is lost. */
  drawnUs(from: number, to: number, link: number, n: number): DurationUs {
    const [names, wire] = [this.#names, this.#wire];
    if (names === null) wire.draw(from, n);
    else wire.drawPair(names.first[from], names.second[from], n);
    const first = wire.words[0];
    const second = wire.words[1];
    if (this.#ways.mayLose && (first >>> 0) * twoToMinus32 < this.#ways.lossShare(from, to, link)) return -1;
    return this.#jitter === null ? 0 : this.#jitter((second >>> 0) * twoToMinus32);
  }

  /** See `Network.asideUs`. */
  asideUs(type: number, from: number, link: number, atUs: SimTimeUs, name: number): DurationUs {
    const to = this.#links!.ends[link];
    let delayUs = this.wayUs(type, from, link, atUs);
    if (delayUs < 0 || !this.isDrawn) return delayUs;
    const { mayLose } = this.#ways;
    if (mayLose && this.#drawAside(from, to, 2 * name) < this.#ways.lossShare(from, to, link)) return -1;
    if (this.#jitter !== null) delayUs += this.#jitter(this.#drawAside(from, to, 2 * name + 1));
    return delayUs;
  }

  /** See `Network.wayUs`. */
  wayUs(type: number, from: number, link: number, atUs: SimTimeUs): DurationUs {
    const to = this.#links!.ends[link];
    const delayUs = this.#ways.latencyUs(from, to, link);
    if (!this.hasRules) return delayUs;
    const added = this.ask(type, from, to, 0, atUs);
    return added === drop ? -1 : delayUs + added;
  }

  /** By how much the times on the way of two messages over one link may differ, at most. */
  get spreadUs(): DurationUs {
    const addedUs = this.#rules.reduce((most, { maxAddedUs = 0 }) => Math.max(most, maxAddedUs), 0);
    return addedUs + (this.#jitter === null ? 0 : this.#jitter(1 - Number.EPSILON / 2));
  }

  /** The answer of the first rule that gives one; 0: none does. */
  ask(type: number, from: number, to: number, payload: number, timeUs: SimTimeUs): DurationUs {
    const message = this.#sent;
    message.type = type;
    message.from = from;
    message.to = to;
    message.payload = payload;
    message.timeUs = timeUs;
    for (const rule of this.#rules) {
      const answer = rule.look(message);
      if (answer !== null) return answer;
    }
    return 0;
  }

  #drawAside(from: number, to: number, name: number): number {
    const names = this.#names;
    if (names === null) return this.#aside.pairUniform(from, to, name);
    return this.#aside.pairUniform(wayFirst(names, from, to), waySecond(names, from, to), name);
  }
}
