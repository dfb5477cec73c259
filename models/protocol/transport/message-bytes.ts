/**
 * Bytes of a prover's messages about its filters, as June's node sends them: a head of about 0.2 kB and 36 bytes a filter;
 * a join also carries 0.8 kB, and proofs until October. Evidence is two headers. Rounded as the source has them.
 * Source: protocol.md 11.13 (node).
 */
import type { RuleSwitches } from "../ground/rule-sets.js";
import { joinBytes } from "./sizes.js";

const headBytes = 200;
const joinHeadBytes = 800;
const filterBytes = 36;
const evidenceBytes = 1000;

/** A request to join so many filters, with the proof of each where joins are proven. */
export const joinMessageBytes = (filters: number, { joinProof }: Pick<RuleSwitches, "joinProof">): number =>
  joinHeadBytes + filters * filterBytes + (joinProof === "none" ? 0 : joinBytes(filters));

/** A confirmation, rejection, leave, pause or resume of so many filters. */
export const filterMessageBytes = (filters: number): number => headBytes + filters * filterBytes;

/** A merge of seniority, which names no filter. */
export const mergeMessageBytes = headBytes;

/** Two headers of one frame that a prover signed. */
export const evidenceMessageBytes = evidenceBytes;

/** Of a shard in the list that archives give: its filter and its counts (assumption; the source has rows and no size). */
const shardRowBytes = 100;

/** The list of shards that a node asks an archive for, at its start and every 60 frames. */
export const shardListBytes = (shards: number): number => shardRowBytes * shards;

/** From one such list to the next. */
export const shardListFrames = 60;

/** What so many nodes with so many workers tell of themselves, at their start and every 30 minutes. */
export const peerInfoBytes = (nodes: number, workers: number): number => 400 * nodes + 150 * workers;
export const peerInfoEveryUs = 1_800_000_000;
