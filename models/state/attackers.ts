/** Which nodes attack, from when on and where. What a node belongs to is a column of its row; the rest is the scenario's. */
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import { type Attacker, attackersOf } from "../scenario/attackers.js";
import type { Scenario } from "../scenario/schema.js";
import type { Assaults } from "./assaults.js";
import type { Draws } from "./draws.js";
import type { World } from "./world.js";

interface AttackerServices {
  readonly scenario: Scenario;
  readonly rules: RuleSwitches;
  readonly world: World;
  readonly draws: Draws;
  /** What budgets have become; null where nobody has one. */
  readonly assaults: Assaults | null;
}

export class Attackers {
  #all: readonly Attacker[];
  readonly assaults: Assaults | null;
  readonly #world: World;
  readonly #rules: RuleSwitches;
  readonly #draws: Draws;

  constructor({ scenario, rules, world, draws, assaults }: AttackerServices) {
    this.assaults = assaults;
    this.#world = world;
    this.#rules = rules;
    this.#draws = draws;
    this.#all = attackersOf(scenario);
  }

  get all(): readonly Attacker[] {
    return this.#all;
  }

  /** Fields of the scenario that say what attackers do have other values. */
  reread(scenario: Scenario): void {
    this.#all = attackersOf(scenario);
  }

  /** First frame of an attack, as the clock goes now: it may be retimed. */
  startFrame(attacker: number): number {
    return this.#world.clock.firstFrameAt(this.#all[attacker].startUs);
  }

  /** Whether anybody ever holds less than all its data. */
  get withholdData(): boolean {
    return this.all.some(({ misconduct: { heldShare = 1 } }) => heldShare < 1);
  }

  /** Decides for a new prover to which attackers it belongs: a bit each. */
  enlist(prover: number): void {
    const { provers, nodes } = this.#world;
    let bits = 0;
    this.all.forEach(({ classIndex, share }, k) => {
      if (classIndex !== nodes.operatorClass[provers.node[prover]]) return;
      const isDrawn = share === 1 || this.#draws.provers.purpose("attacker").uniform(prover, 0) < share;
      if (isDrawn) bits |= 1 << k;
    });
    provers.attackers[prover] = bits;
  }

  belongs(prover: number, attacker: number): boolean {
    return (this.#world.provers.attackers[prover] & (1 << attacker)) !== 0;
  }

  /** The attacker whose budget pays for a prover that is sent after shards; −1: it chooses by its strategy. */
  hunterOf(prover: number): number {
    const { assaults } = this;
    if (assaults === null) return -1;
    const { provers, nodes } = this.#world;
    const k = assaults.attackerOf(nodes.operator[provers.node[prover]]);
    return k < 0 || this.#all[k].misconduct.invests?.hunt === undefined ? -1 : k;
  }

  /** Share of a shard's data that a prover holds in a frame: the least that any of its attackers says. */
  heldShare(prover: number, shard: number, frame: number): number {
    const bits = this.#world.provers.attackers[prover];
    if (bits === 0) return 1;
    let held = 1;
    for (let k = 0; k < this.all.length; k++) {
      const { heldShare = 1 } = this.all[k].misconduct;
      if (heldShare < held && (bits & (1 << k)) !== 0 && this.#isOn(k, shard, frame)) held = heldShare;
    }
    return held;
  }

  /** The attacker by which a prover signs twice in a frame; undefined if there is none. */
  signing(prover: number, frame: number): Attacker | undefined {
    return this.all.find(
      ({ misconduct: { doubleSignsPerSecond = 0 } }, k) =>
        doubleSignsPerSecond > 0 && this.belongs(prover, k) && frame >= this.startFrame(k),
    );
  }

  /** Whether an attacker aims at the shard at the moment. */
  isTarget({ targets }: Attacker, shard: number): boolean {
    return targets === "all" || this.#world.shards.inRings[shard] <= this.#rules.haltThreshold;
  }

  #isOn(attacker: number, shard: number, frame: number): boolean {
    return frame >= this.startFrame(attacker) && this.isTarget(this.all[attacker], shard);
  }
}
