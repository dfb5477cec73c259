/** What lines and messages can be, as scenarios of any model say it: within what a network of the engine keeps. */
import { z } from "zod";
import { bitRate, byteCount, duration } from "../units/schema.js";

/** The longest that anything adds to a delay: delays are microseconds in words of 32 bits, 35 minutes, and have room for three of them. */
const maxLine = { us: 600e6, text: "10 min" } as const;

/** The largest message; the network refuses more. */
const maxMessage = { bytes: 1e9, text: "1 GB" } as const;

/** Microseconds that a line, a distance or a wait adds to a delay, from `50 ms`; at most 10 minutes. */
export const lineTime = (): z.ZodType<number, string> =>
  duration().refine((us) => us <= maxLine.us, `at most ${maxLine.text} of a delay can be kept`);

/** Bytes of one message, from `20 kB`; at most a gigabyte. */
export const messageBytes = (): z.ZodType<number, string> =>
  byteCount().refine((bytes) => bytes <= maxMessage.bytes, `a message has at most ${maxMessage.text}`);

/** Bits a second that a line carries, from `10 Mbit/s`; over none at all nothing would ever go. */
export const lineRate = (): z.ZodType<number, string> => bitRate().refine((rate) => rate > 0, "allowed is more than 0");
