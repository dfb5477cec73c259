/**
 * How many of its peers a node tells at a heartbeat what it has, of so many that it may tell: `degreeLazy` or a share of them, whichever is
 * more, and at most all; `gossipFactor` null: there is no share. A rule of GossipSub 1.1 (libp2p/specs, Dlazy and GossipFactor).
 */
export const targetCount = (
  eligible: number,
  { degreeLazy, gossipFactor }: { readonly degreeLazy: number; readonly gossipFactor: number | null },
): number => Math.min(eligible, Math.max(degreeLazy, Math.floor((gossipFactor ?? 0) * eligible)));
