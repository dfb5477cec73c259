import { Table } from "../table/table.js";
import { messages } from "./messages.js";

/** What became of the messages of each type; a row a type. */
export class TrafficByType extends Table {
  sent = this.f64("messages");
  sentBytes = this.f64("bytes");
  delivered = this.f64("messages");
  deliveredBytes = this.f64("bytes");
  lost = this.f64("messages");
  lostBytes = this.f64("bytes");
  // Of a part: sent from here and not yet arrived, less what came from elsewhere.
  inFlight = this.f64("messages");
  inFlightBytes = this.f64("bytes");

  add(): number {
    return this.addRow();
  }

  /** Null where what was sent is delivered, lost or in flight, messages and bytes. */
  imbalance(): string | null {
    for (let type = 0; type < this.count; type++) {
      const { sent, delivered, lost, inFlight, sentBytes, deliveredBytes, lostBytes, inFlightBytes } = this;
      if (sent[type] - delivered[type] - lost[type] !== inFlight[type])
        return messages.inFlight(inFlight[type], sent[type], delivered[type], lost[type]);
      if (sentBytes[type] - deliveredBytes[type] - lostBytes[type] !== inFlightBytes[type])
        return messages.inFlight(inFlightBytes[type], sentBytes[type], deliveredBytes[type], lostBytes[type]);
    }
    return null;
  }
}

/** What each node sent and got; a row a node. */
export class TrafficByNode extends Table {
  // Messages sent so far: names the next draw for the node's messages.
  sent = this.f64("messages");
  sentBytes = this.f64("bytes");
  receivedBytes = this.f64("bytes");

  constructor(count: number) {
    super();
    if (count > 0) this.reach(count - 1);
  }
}
