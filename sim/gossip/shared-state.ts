/** State that parts of a network share, each in a thread of its own: what they read of each other, and what is read of all in the end. */
import type { SharedColumns, Table } from "../table/table.js";
import type { GossipState } from "./state.js";

export interface SharedState {
  readonly tables: readonly SharedColumns[];
  readonly messages: SharedColumns;
  readonly copies: SharedColumns;
  readonly waits: SharedColumns;
  readonly tallies: readonly SharedColumns[];
}

/** Moves it into memory that threads share, with room for so many messages. */
export function shareState(state: GossipState, slots: number): SharedState {
  const { messages, copies, waits, tallies, keepsWaits, nodeCount } = state;
  return {
    tables: sharedTables(state).map((table) => table.shareColumns()),
    messages: messages.shareColumns(slots),
    copies: copies.shareColumns(slots * nodeCount),
    waits: waits.shareColumns(keepsWaits ? slots * nodeCount : 0),
    tallies: tallies.map((tally) => tally.shareColumns(slots)),
  };
}

/** Takes what another part shares. */
export function adoptState(state: GossipState, shared: SharedState): void {
  for (const [k, table] of sharedTables(state).entries()) table.adoptColumns(shared.tables[k]);
  state.messages.adoptColumns(shared.messages);
  state.copies.adoptColumns(shared.copies);
  state.waits.adoptColumns(shared.waits);
  for (const [part, tally] of state.tallies.entries()) tally.adoptColumns(shared.tallies[part]);
}

/** What a node knows of its peers concerns its own part alone. */
function sharedTables({ mesh, members, fanouts, recent, nodes, subscriptions }: GossipState): readonly Table[] {
  return [mesh, members, fanouts, recent, nodes, ...(subscriptions === null ? [] : [subscriptions.announcements])];
}
