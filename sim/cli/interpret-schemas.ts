import { z } from "zod";

/**
 * Lets schemas be interpreted instead of compiled on their first use: a command reads few files, so that compiling takes a
 * twentieth of a second of its start and gives nothing back. Holds for schemas that are made from now on; what they
 * accept and what they say is the same.
 */
export function interpretSchemas(): void {
  z.config({ jitless: true });
}
