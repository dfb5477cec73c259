/** What a scenario can say of the network that it starts from: in one of three ways. */
import { z } from "zod";
import { byteCount } from "../../../sim/units/schema.js";
import { startOfDayMs } from "../../../sim/units/civil-date.js";

const count = (about: string, max: number) => z.int().min(0).max(max).describe(about);

/** A cell of the page; empty where it was not shown that day. */
const cell = (about: string, max = 10_000_000) => count(about, max).nullable().optional();

const countingSchema = z
  .strictObject({
    rings: z
      .enum(["active", "activeAndJoining"])
      .default("active")
      .describe(
        "whose eighth, rounded down, the rings are: active provers alone, or with those who join (to 2026-04-12)",
      ),
    halt: z
      .enum(["occupied", "all"])
      .default("occupied")
      .describe("whether `halt` leaves out shards without any active prover, or counts them in (all: to 2026-06-08)"),
    status: z
      .enum(["effective", "stored"])
      .default("effective")
      .describe(
        "whether joining, leaving and rejected are counted as they are in effect, or as they are stored, with requests that lapsed long ago (stored: to 2026-06-19)",
      ),
  })
  .describe("how the page counted; without it, as it did on `date`");

const pageSchema = z
  .strictObject({
    date: z
      .string()
      .refine((date) => startOfDayMs(date) !== null, "write a day as 2026-03-23, from 1970 on")
      .optional()
      .describe("day of the row, such as 2026-03-23: says how the page counted, where `counting` does not"),
    counting: countingSchema.optional(),
    world: byteCount().nullable().optional().describe("size of all data; the same as shards.world"),
    shards: cell("shards in the grid; the same as shards.count"),
    peers: cell("nodes that the page's crawler saw; nothing follows from it"),
    workers: cell("active and joining"),
    healthy: cell("shards with 6 or more active provers"),
    warning: cell("shards with 3 to 5"),
    halt: cell("shards with fewer than 3"),
    ring0: cell("shards in ring 0 by an eighth of their provers"),
    ring1: cell("shards in ring 1"),
    ring2: cell("shards in ring 2"),
    ring3: cell("shards in ring 3 and deeper"),
    unassigned: cell("shards without any prover"),
    active: cell("active allocations"),
    joining: cell("joining allocations"),
    leaving: cell("leaving allocations"),
    rejected: cell("rejected allocations; only a count of records"),
  })
  .describe(
    "a row of the public statistics page, by its column names; columns that were empty that day are left out or empty",
  );

const staleSchema = z
  .strictObject({
    joining: count("of the joins, those that lapsed long ago", 10_000_000).optional(),
    leaving: count("of the leaves, those that are over", 10_000_000).optional(),
    rejected: count("of the rejected joins, those that are stored", 10_000_000).optional(),
    source: z
      .enum(["measured", "claimed", "assumed"])
      .default("assumed")
      .describe(
        "where these figures come from; without them all are stale where the page counted by stored status, none elsewhere (assumption)",
      ),
  })
  .describe(
    "records among these counts of provers that do nothing any more: they stay on their shards for those who count stored status, need no worker and ask for nothing",
  );

const healthSchema = z
  .strictObject({
    healthy: count("shards with 6 or more active provers", 1_000_000),
    needsCoverage: count("shards with 3 to 5", 1_000_000),
    haltRisk: count("shards with fewer than 3", 1_000_000),
  })
  .describe("shards by active provers; with `active`, `joining` and `rings`, the older form");

export const startSchema = z
  .strictObject({
    page: pageSchema.optional(),
    heads: z
      .record(z.string().regex(/^\d{1,5}$/, "write a head count, such as 4"), count("shards", 1_000_000))
      .optional()
      .describe(
        "shards by their active provers, such as { 0: 3, 4: 12 }; the largest shards have the most (assumption)",
      ),
    active: count("allocations that are active at the start; older form", 10_000_000).optional(),
    joining: count(
      "allocations that wait for their answer at the start; with `heads`, 0 unless given",
      10_000_000,
    ).optional(),
    leaving: count("allocations that are leaving at the start; with `heads`, 0 unless given", 10_000_000).optional(),
    health: healthSchema.optional(),
    rings: z
      .array(count("shards", 1_000_000))
      .min(1)
      .max(16)
      .optional()
      .describe("shards by deepest ring of active and joining provers, ring 0 first; older form"),
    joined: count(
      "active and joining provers that every shard has at least, where rings do not say so: joins fill shards up to it, and what is left lies evenly; 0 unless given",
      1000,
    ).optional(),
    stale: staleSchema.optional(),
  })
  .superRefine(refuseMixedForms)
  .describe("a measured network to start from; without it every shard starts empty");

export type Start = z.output<typeof startSchema>;
export type PageRow = NonNullable<Start["page"]>;
export type PageCounting = NonNullable<PageRow["counting"]>;

const oneForm = "a start is written in one way: `page`, `heads`, or `active`, `joining`, `health` and `rings` together";
const ofForm = {
  page: ["heads", "active", "joining", "leaving", "health", "rings"],
  heads: ["active", "health", "rings"],
} as const;

/** One form and not a part of another; what is missing of the older one. */
function refuseMixedForms(start: Partial<Record<string, unknown>>, context: z.core.$RefinementCtx): void {
  const refuse = (message: string, path: string[], input: unknown): void =>
    void context.issues.push({ code: "custom", message, path, input });
  for (const form of ["page", "heads"] as const) {
    if (start[form] === undefined) continue;
    for (const other of ofForm[form]) if (start[other] !== undefined) refuse(oneForm, [other], start[other]);
    const page = start["page"] as PageRow | undefined;
    if (page !== undefined && page.date === undefined && page.counting === undefined)
      refuse("say how the page counted: `counting`, or the `date` of the row", ["page"], page);
    return;
  }
  const needed = ["active", "joining", "health", "rings"];
  if (needed.every((field) => start[field] === undefined)) refuse(oneForm, [], start);
  else for (const field of needed) if (start[field] === undefined) refuse(`missing; ${oneForm}`, [field], undefined);
}
