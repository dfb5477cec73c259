import { z } from "zod";
import { bitRate, byteCount, duration } from "../../sim/units/schema.js";
import { defineAdversary } from "./adversary.js";

/**
 * Requests of nodes go to all archives by RPC (protocol.md 11.13), whose lines, checks and mempools have limits (11.5, 11.7, 11.11). Peers cost
 * nothing (14.1), so that a flood is paid for by machines and their lines. That an archive serves messages in the order in which they come, all
 * for as long, and drops what finds no room, is an assumption, and so are all its figures.
 */
export const messageSpam = defineAdversary({
  id: "message spam",
  about: "sends archives messages that nobody needs, so that requests of others find no room",
  parameters: {
    upload: bitRate()
      .refine((bitsPerS) => bitsPerS > 0, "it would send nothing; write a rate such as 100 Mbit/s")
      .prefault("100 Mbit/s")
      .describe("what each of its machines sends, all the time"),
    bytes: byteCount()
      .refine((count) => count > 0, "a message has bytes; write a size such as 1 kB")
      .prefault("1 kB")
      .describe("size of a message on the wire, its own and those of others"),
    line: bitRate()
      .refine((bitsPerS) => bitsPerS > 0, "nothing would arrive; write a rate such as 1 Gbit/s")
      .prefault("1 Gbit/s")
      .describe("what the line of each archive carries"),
    check: duration()
      .prefault("100 us")
      .describe("time that an archive takes to check one message; the slower of line and check serves"),
    waiting: z
      .int()
      .min(1)
      .max(256)
      .default(128)
      .describe("messages that an archive has room for, the one that it checks among them"),
    takes: z
      .int()
      .min(1)
      .max(1_000_000)
      .optional()
      .describe(
        "messages that a global frame has room for, drawn from all that came: 100 in Go; without a limit unless given",
      ),
  },
  create: ({ upload, bytes, line, check, waiting, takes }) => ({
    invests: {
      // Its machines send, and serve no shard.
      hunt: () => null,
      flood: {
        bitsPerS: upload,
        messageBits: 8 * bytes,
        serviceS: Math.max((8 * bytes) / line, check / 1e6),
        waiting,
        ...(takes !== undefined && { takes }),
      },
    },
  }),
});
