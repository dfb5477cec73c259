/** Messages that members of a shard send for a frame, remembered by members and data: most shards are like many others. */
import type { Bytes } from "../../../../sim/units/quantity-types.js";
import type { RuleSwitches } from "../../../protocol/ground/rule-sets.js";
import { shardMessageBytes, type ShardMessageBytes, voteRoundsOf } from "../../../protocol/transport/flows.js";
import type { Scenario } from "../../../scenario/schema.js";
import { copiesOf, proofDepth } from "../../../scenario/wire.js";

export interface SentInShard {
  readonly sizes: ShardMessageBytes;
  readonly rounds: number;
  readonly copies: number;
  /** What a member sends in a round, copies included. */
  readonly roundBytes: Bytes;
}

/** More than a shard has members, which are nodes; with its leaves, fewer than 2 ** 31, they make an exact number. */
const maxMembers = 2 ** 22;
/** Kinds of shards that are remembered. */
const rememberedKinds = 4096;

export class ShardMessages {
  readonly #rules: () => Pick<RuleSwitches, "transport">;
  readonly #scenario: Scenario;
  /** By members and leaves, under the transport and with the copies of these; asked by key only. */
  readonly #known = new Map<number, SentInShard>();
  #transport: RuleSwitches["transport"] | undefined;
  #copies: number | undefined;

  constructor({
    rules,
    scenario,
  }: {
    readonly rules: () => Pick<RuleSwitches, "transport">;
    readonly scenario: Scenario;
  }) {
    this.#rules = rules;
    this.#scenario = scenario;
  }

  of(members: number, leafCount: number): SentInShard {
    const { transport } = this.#rules();
    const { copies } = this.#scenario.network;
    const isAsBefore = transport === this.#transport && copies === this.#copies;
    if (!isAsBefore || this.#known.size >= rememberedKinds) this.#known.clear();
    this.#transport = transport;
    this.#copies = copies;
    const key = leafCount * maxMembers + members;
    let sent = this.#known.get(key);
    if (sent === undefined) this.#known.set(key, (sent = this.#reckon(members, leafCount, transport)));
    return sent;
  }

  #reckon(members: number, leafCount: number, transport: RuleSwitches["transport"]): SentInShard {
    const shard = { members: BigInt(members), leaves: BigInt(leafCount), depth: proofDepth(this.#scenario) };
    const sizes = shardMessageBytes(shard, transport);
    const rounds = voteRoundsOf(transport);
    const copies = copiesOf(this.#scenario, members);
    const roundBytes = copies * (sizes.proposal / rounds + members * (sizes.vote + sizes.certificate));
    return { sizes, rounds, copies, roundBytes };
  }
}
