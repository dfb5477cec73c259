/** What has come of the timeline of a scenario so far. */
import { Table } from "../../sim/table/table.js";
import { StreamKeys } from "./stream-keys.js";

/** What a row of `timeline.csv` says of its entry. */
export const Phase = { happens: 0, begins: 1, ends: 2, shutsOut: 3, activates: 4 } as const;
export type Phase = (typeof Phase)[keyof typeof Phase];
export const phaseNames: readonly string[] = ["happens", "begins", "ends", "shuts out", "activates"];

/** What happened, a row each, in order. */
class Happened extends Table {
  timeUs = this.f64("µs");
  frame = this.f64("frame");
  entry = this.i32("entry");
  phase = this.u8("phase");
  /** How many nodes, operators or shards it was about; NaN: it was about all. */
  affected = this.f64("count");
  /** Size, pace or frames from then on; NaN: it has no figure. */
  value = this.f64("bytes, µs or frames");

  add(row: { timeUs: number; frame: number; entry: number; phase: Phase; affected: number; value: number }): void {
    const index = this.addRow();
    this.timeUs[index] = row.timeUs;
    this.frame[index] = row.frame;
    this.entry[index] = row.entry;
    this.phase[index] = row.phase;
    this.affected[index] = row.affected;
    this.value[index] = row.value;
  }
}

/** Nodes that an outage of the timeline keeps off: a row each, up to the last that ever was. */
class Held extends Table {
  /** How many outages keep it off. */
  outages = this.i32("outages");
  /** 1 while it would be off by itself. */
  ownOff = this.u8("flag");
}

/** Outages that have begun: a row each. */
class Outages extends Table {
  readonly nodes = this.lists("node");
  /** Which time of its entry it is, from 0. */
  time = this.i32("times");

  add(nodes: readonly number[], time: number): number {
    const row = this.addRow();
    this.time[row] = time;
    this.nodes[row] = [...nodes];
    return row;
  }
}

/** One row an entry of the scenario's timeline, in its order, as far as they were scheduled. */
export class Timeline extends Table {
  /** How often it was due, and how often it has taken effect: with the next frame. */
  times = this.i32("times");
  effects = this.i32("times");
  /** Of a condition: since when it has held, −1: it does not; and 1 once it has had its effect since then. */
  heldSinceUs = this.f64("µs", -1);
  spent = this.u8("flag");
  /** Operators that came by it. */
  arrivals = this.i32("operators");
  /** What it is called where operators are named after it, and the names under which entries draw. */
  readonly names = this.texts("name");
  readonly keys = this.part(new StreamKeys());
  readonly happened = this.part(new Happened());
  readonly outages = this.part(new Outages());
  readonly held = this.part(new Held());
  /** Entries in the order in which they took effect, as often as they did. */
  readonly inEffect = this.sequence("entry");
  /** When each of them did. */
  readonly effectUs = this.sequence("µs");

  add(name: string): number {
    this.keys.add(name);
    const row = this.addRow();
    this.names[row] = name;
    return row;
  }

  isHeld(node: number): boolean {
    return node < this.held.count && this.held.outages[node] > 0;
  }

  /** An outage begins to keep the node off, which is or is not offline by itself. */
  hold(node: number, isOff: boolean): void {
    this.held.reach(node);
    if (this.held.outages[node]++ === 0) this.held.ownOff[node] = isOff ? 1 : 0;
  }

  /** A node that is kept off would have gone off, or come back, by itself. */
  noteOwn(node: number, online: number): void {
    this.held.ownOff[node] = 1 - online;
  }

  /** An outage is over for the node. Says whether it comes back: no other keeps it off, and it is not off by itself. */
  release(node: number): boolean {
    return --this.held.outages[node] === 0 && this.held.ownOff[node] === 0;
  }
}
