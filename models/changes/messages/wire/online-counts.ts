/** Nodes that are online, and their workers, by class, as the last frame that was stepped found them. Only nodes that changed are looked at. */
import { Table } from "../../../../sim/table/table.js";
import type { Flood } from "../../../state/crowding.js";
import type { Nodes } from "../../../state/nodes.js";

/** What was counted of each node, a row each. */
class CountedNodes extends Table {
  /** Workers; −1: it is not counted. */
  workers = this.i32("workers", -1);
}

/** Classes of operators, a row each. */
export class OnlineCounts extends Table {
  nodes = this.i32("nodes");
  workers = this.i32("workers");
  /** What machines of attackers send to all archives, and the share of it that these have room for. */
  spamBitsPerS = this.f64("bit/s");
  acceptedSpam = this.figure("share", 1);
  private readonly counted = this.part(new CountedNodes());
  /** Nodes that came, went or changed since they were counted; some more than once. */
  private readonly changed = this.sequence("node");

  /** Room for so many classes. */
  constructor(classes: number) {
    super();
    this.reach(classes - 1);
  }

  /** Something about a node is not as it was: whether it is there, online, or how many workers it has. */
  note(node: number): void {
    this.changed.push(node);
  }

  /** Attackers send at these rates from now on. */
  noteSpam(flood: Flood | null, acceptedShare: number): void {
    this.spamBitsPerS.fill(0);
    this.acceptedSpam = acceptedShare;
    for (const { operatorClass, bitsPerS } of flood?.senders ?? []) this.spamBitsPerS[operatorClass] += bitsPerS;
  }

  /** Counts all that changed. */
  update({ online, gone, workers, operatorClass }: Pick<Nodes, "online" | "gone" | "workers" | "operatorClass">): void {
    const { counted } = this;
    for (const node of this.changed) {
      counted.reach(node);
      const [before, now] = [counted.workers[node], online[node] === 1 && gone[node] === 0 ? workers[node] : -1];
      if (before === now) continue;
      const place = operatorClass[node];
      this.nodes[place] += (now < 0 ? 0 : 1) - (before < 0 ? 0 : 1);
      this.workers[place] += Math.max(0, now) - Math.max(0, before);
      counted.workers[node] = now;
    }
    this.changed.length = 0;
  }
}
