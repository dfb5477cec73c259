/** What an overlay draws for, whether its nodes write flows or users do. */
import type { NameIn } from "../../sim/random/purposes.js";
import type { Purpose, Streams } from "../../sim/random/stream.js";
import type { modelPurposes } from "./purposes.js";

export type ModelStreams = Streams<NameIn<typeof modelPurposes>>;

/** The region of a node, by its number. */
export const regionDraws = (streams: ModelStreams): Purpose => streams.purpose("region");

/** Whom a node connects to. */
export const peerDraws = (streams: ModelStreams): Purpose => streams.purpose("peers");

/** What a node listens to, or who is on a channel of users. */
export const channelDraws = (streams: ModelStreams): Purpose => streams.purpose("channels");
