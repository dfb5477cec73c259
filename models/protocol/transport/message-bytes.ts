/**
 * Bytes of a prover's messages about its filters, as June's node sends them: a head of about 0.2 kB and 36 bytes a filter;
 * a join also carries proofs and 0.8 kB. Evidence is two headers. Rounded as the source has them.
 * Source: protocol.md 11.13 (node).
 */
import { joinBytes } from "./sizes.js";

const headBytes = 200;
const joinHeadBytes = 800;
const filterBytes = 36;
const evidenceBytes = 1000;

/** A request to join so many filters, with the proof of each. */
export const joinMessageBytes = (filters: number): number => joinHeadBytes + filters * filterBytes + joinBytes(filters);

/** A confirmation, rejection, leave, pause or resume of so many filters. */
export const filterMessageBytes = (filters: number): number => headBytes + filters * filterBytes;

/** A merge of seniority, which names no filter. */
export const mergeMessageBytes = headBytes;

/** Two headers of one frame that a prover signed. */
export const evidenceMessageBytes = evidenceBytes;
