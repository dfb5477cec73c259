import { Table } from "../../sim/table/table.js";

/** Which part of the growth of all data each shard has, where shards differ in it: one row a shard; those of live shards add up to 1. */
export class GrowthShares extends Table {
  private share = this.f64("share of the growth");

  of(shard: number): number {
    return shard < this.count ? this.share[shard] : 0;
  }

  assign(shard: number, share: number): void {
    this.reach(shard);
    this.share[shard] = share;
  }
}
