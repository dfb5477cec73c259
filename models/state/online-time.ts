import { Table } from "../../sim/table/table.js";
import type { Nodes } from "./nodes.js";

/** How long nodes were online, where something is paid for it. One row a node. */
export class OnlineTime extends Table {
  // Up to when it went off last.
  private readonly frames = this.f64("frames");

  /** The node goes off with `frame`. */
  goOff(nodes: Nodes, node: number, frame: number): void {
    this.reach(node);
    this.frames[node] += onlineSince(nodes, node, frame);
  }

  /** Frames that it was online before `frame`. */
  until(nodes: Nodes, node: number, frame: number): number {
    const earlier = node < this.count ? this.frames[node] : 0;
    return earlier + (nodes.online[node] === 1 ? onlineSince(nodes, node, frame) : 0);
  }
}

/** A node that comes with the next frame and is gone before it was there for none. */
const onlineSince = ({ presenceSince }: Nodes, node: number, frame: number): number =>
  Math.max(0, frame - presenceSince[node]);
