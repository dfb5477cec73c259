/** Columns of `series.csv` of a network of 2.0, counted anew from the books. */
import { coverageHealth } from "../../../protocol/coverage/health.js";
import { assumedWorldGB } from "../../../protocol/emission/v20-basis.js";
import { inQuil } from "../../../output/metrics/in-quil.js";
import type { WrittenRow } from "../written-run.js";
import { workerColumns } from "../workers.js";
import { countCores } from "./cores.js";
import type { RingBooks } from "./ring-books.js";
import { potOf, rateOf } from "./ring-pay.js";

/** Depths of ring that the columns tell apart: 0 to 3, and deeper. */
const depthNames = ["0", "1", "2", "3", "Deeper"];
const depthOf = (ring: number): number => Math.min(ring, depthNames.length - 1);
/** Rings whose pots have columns of their own. */
const withPots = [0, 1, 2];

type Columns = { readonly [column: string]: number | bigint };

/** Holds a row against the books, which must be paid; what nodes have is only compared where it was written with a frame. */
export function checkRingSeries(ringBooks: RingBooks, row: WrittenRow, isOnTime: boolean): void {
  const { findings } = ringBooks.books;
  for (const [name, value] of Object.entries(expectedColumns(ringBooks))) {
    if (row[name] === undefined || (!isOnTime && name.startsWith("population."))) continue;
    findings.compare("series.csv", {}, { what: name, expected: value, written: row[name] });
  }
}

const oneIf = (isIt: boolean): number => (isIt ? 1 : 0);

function expectedColumns(ringBooks: RingBooks): Columns {
  const { books, rings, members } = ringBooks;
  const { provers, counted, rules, issuedUnits, difficulty, scenario } = books;
  const nodes = [...provers.values()];
  const counts = countCores(ringBooks, nodes);
  const health = coverageHealth(members.size, rules);
  return {
    "population.peers": counts.nodes,
    "population.peersOnline": nodes.filter(({ online }) => online).length,
    ...Object.fromEntries(Object.entries(workerColumns(counts)).map(([word, cores]) => [`population.${word}`, cores])),
    "shard.count": 1,
    "shard.healthy": oneIf(health === "healthy"),
    "shard.needsCoverage": oneIf(health === "needs-coverage"),
    "shard.haltRisk": oneIf(health === "halt-risk"),
    "shard.empty": 0,
    "coverage.haltedShards": 0,
    "coverage.proverOnlyFrames": 0,
    ...byDepth("ring.provers", rings, (ring) => ring.length),
    // The one shard counts under its outermost ring.
    ...byDepth("ring.shards", [0], () => 1, Math.max(0, rings.length - 1)),
    "world.sizeBytes": scenario.shards.world,
    "lifecycle.joins": counted.joins,
    "lifecycle.confirms": 0,
    "lifecycle.rejects": 0,
    "lifecycle.leaves": counted.leaves,
    "lifecycle.evictions": counted.evictions,
    "lifecycle.kicks": 0,
    "emission.issuedUnits": issuedUnits,
    "emission.issued_quil": inQuil(issuedUnits),
    "clock.difficulty": difficulty,
    ...ofPots(ringBooks),
  };
}

/** Sums by depth of what each ring has, the first of them being ring `from`. */
function byDepth<Item>(name: string, items: readonly Item[], of: (item: Item) => number, from = 0): Columns {
  const counts = depthNames.map(() => 0);
  items.forEach((item, index) => (counts[depthOf(from + index)] += of(item)));
  return Object.fromEntries(counts.map((count, depth) => [`${name}${depthNames[depth]}`, count]));
}

/** What rings have, and what they pay from the latest change on. */
function ofPots(ringBooks: RingBooks): Columns {
  const { books, rings, changedIn } = ringBooks;
  const { frame, rules } = books;
  const rates = rings.map((_ring, index) => rateOf(ringBooks, index, Math.max(frame, changedIn + 1)));
  const shown = withPots.flatMap((ring): [string, number | bigint][] => [
    [`v20.pot${ring}Units`, (rings[ring]?.length ?? 0) === 0 ? 0n : potOf(frame, ring, rules)],
    [`v20.cores${ring}`, rates[ring]?.cores ?? 0],
    [`v20.perCore${ring}Units`, rates[ring]?.units ?? 0n],
  ]);
  return {
    "emission.perFrameUnits": rates.reduce((sum, { cores, units }) => sum + BigInt(cores) * units, 0n),
    ...Object.fromEntries(shown),
    "v20.assumedWorldGB": assumedWorldGB(frame),
  };
}
