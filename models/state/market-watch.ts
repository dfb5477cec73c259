import { Table } from "../../sim/table/table.js";

/** What is remembered between looks at the market. */
export class MarketWatch extends Table {
  /** Something changed since nodes were last flagged. */
  hasChanged = this.flag();
  /** Shards appeared or refuse joins no longer: nodes that found nothing look again. */
  hasNewShards = this.flag();
  /** Nodes with free workers that found no shard, in order of arrival. */
  readonly waiting = this.set("node");
}
