/** The story of provers in eras in which nobody has allocations: rings that one joins whole (2.0), rounds in which one takes part (1.x). */
import { group, median } from "d3-array";
import { countText, durationText } from "../../../sim/units/readable.js";
import type { Row } from "./read-log.js";

export interface MemberStory {
  /** How it began, and how it ended. */
  readonly begin: string;
  readonly end: readonly string[];
}

/** Null: its events are those of allocations. */
export function memberStory(events: readonly Row[], provers: readonly Row[]): MemberStory | null {
  // Insertion order is that of the file, and the groups are reached by key only.
  const byProver = group(events, (row) => row["prover"]);
  const own = provers.map(({ prover }) => byProver.get(prover) ?? []);
  const round = rounds.find(({ what }) => events.some((row) => row["what"] === what));
  if (round !== undefined) return ofRounds(own, round);
  return events.some(({ what }) => what === "joined" || what === "asks to join") ? ofRings(own) : null;
}

const timeOf = (row: Row): number => Number(row["time_s"]);

/** Seconds from when each appeared to its first such event, as far as it came to that. */
function toFirst(own: readonly (readonly Row[])[], what: string): readonly number[] {
  return own.flatMap((rows) => {
    const first = rows.find((row) => row["what"] === what);
    return first === undefined ? [] : [timeOf(first) - timeOf(rows[0])];
  });
}

const after = (times: readonly number[]): string => durationText(median(times) ?? 0);

/** Events of rounds, and what is told of them. */
const rounds = [
  { what: "took part", told: "Took part in rounds" },
  { what: "contributed", told: "Contributed" },
] as const;

function ofRounds(own: readonly (readonly Row[])[], { what, told }: (typeof rounds)[number]): MemberStory {
  const times = toFirst(own, what);
  const count = own.reduce((sum, rows) => sum + rows.filter((row) => row["what"] === what).length, 0);
  const often = count === 1 ? "once" : `${countText(count)} times`;
  if (own.length === 1) return { begin: `${told} ${often}, first after ${after(times)}.`, end: [] };
  const who = `${countText(times.length)} of ${countText(own.length)} did`;
  return { begin: `${told} ${often} (${who}), first after ${after(times)} (median).`, end: [] };
}

const isMember = (rows: readonly Row[]): boolean =>
  rows.findLast(({ what }) => what === "joined" || what === "left" || what === "removed")?.["what"] === "joined";

function ofRings(own: readonly (readonly Row[])[]): MemberStory {
  const times = toFirst(own, "joined");
  const members = own.filter(isMember).length;
  const removed = own.reduce((sum, rows) => sum + rows.filter(({ what }) => what === "removed").length, 0);
  const lost = removed === 0 ? [] : [`Removed from a ring ${removed === 1 ? "once" : `${countText(removed)} times`}.`];
  if (own.length === 1)
    return {
      begin: times.length === 0 ? "It never joined a ring." : `Joined a ring after ${after(times)}.`,
      end: [...lost, members === 1 ? "At the end it is a member." : "At the end it is no member."],
    };
  const count = countText(own.length);
  return {
    begin:
      times.length === 0
        ? "None of them ever joined a ring."
        : `Joined a ring after ${after(times)} (median; ${countText(times.length)} of ${count} did).`,
    end: [...lost, `At the end ${countText(members)} of ${count} are members.`],
  };
}
