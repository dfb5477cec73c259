/** Told of frames that a shard missed: `missed` of those from `from` up to, not with, `until`. Of one cause each frame is told of once. */
export type OnMissed = (shard: number, missed: number, from: number, until: number) => void;
