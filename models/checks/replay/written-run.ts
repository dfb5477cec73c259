/** What a run left behind, as far as an audit reads it. */
import type { Scenario } from "../../scenario/schema.js";

/** A row of `events.csv`; −1: no prover, no shard; NaN: no figure. */
export interface WrittenEvent {
  readonly frame: number;
  readonly rule: string;
  readonly prover: number;
  readonly shard: number;
  readonly what: string;
  readonly why: string;
  readonly other: number;
  readonly value: number;
  readonly filter: string;
  /** Code of what led to it; empty: none. */
  readonly cause: string;
}

/** A row of another table, by column, as it is written. */
export type WrittenRow = Readonly<Record<string, string>>;

/** One replication: its scenario with everything spelled out, its log, and its tables. */
export interface WrittenRun {
  readonly scenario: Scenario;
  /** In the order of the file. */
  readonly events: readonly WrittenEvent[];
  readonly provers: readonly WrittenRow[];
  readonly series: readonly WrittenRow[];
  readonly shards: readonly WrittenRow[];
  readonly operators: readonly WrittenRow[];
  readonly rings: readonly WrittenRow[];
}
