import { empirical } from "../../../sim/random/distributions/ranks.js";
import type { Source } from "../../../sim/random/source.js";
import type { OperatorClass } from "../../scenario/schema.js";
import {
  firstListHistogram,
  laterRetroPoints,
  retroMonths,
  secondRetroPoints,
} from "../../protocol/seniority/grants.js";

/** Part of the later peers who were also on the first list: its 1,047 among the 17,786 peers of Dawn. */
const firstListShare = 1_047 / 17_786;

const drawFirstEntry = empirical(firstListHistogram.map(({ entries }) => entries));

/**
 * Seniority of a new node of some class, points. `dawn`: on the first grant list and in every month after it.
 * `historic`: from a uniformly drawn month of 2024 on, or earlier with the first list's share of Dawn's peers; how
 * lists mix is an assumption. `merged`: so for that share of nodes, and none for the others, as most of today's keys have none unless they merged. Source: protocol.md `seniority.population`, `seniority.aggregate`.
 */
export function drawSeniority(kind: OperatorClass["seniority"], source: Source): number {
  if (kind === "none") return 0;
  if (typeof kind === "object" && "points" in kind) return kind.points;
  if (typeof kind === "object") return source.uniform() < kind.merged ? drawSeniority("historic", source) : 0;
  const isFirst = kind === "dawn" || source.uniform() < firstListShare;
  const first = isFirst ? firstListHistogram[drawFirstEntry(source)].points : 0;
  // Months January to May, then the third list (June) and the fourth (July): present from one of them to the end.
  const since = isFirst ? 0 : Math.floor(source.uniform() * (retroMonths.length + 2));
  const third = since <= retroMonths.length ? laterRetroPoints(3) : 0;
  return first + secondRetroPoints(retroMonths.slice(since)) + third + laterRetroPoints(4);
}
