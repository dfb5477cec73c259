// Run under every version of Node by other-nodes.slow.test.ts: prints, as one JSON object, what results rest on and what an
// engine might do differently. Argument: the folder of the compiled code.
import { createHash } from "node:crypto";
import { pathToFileURL } from "node:url";

const load = (path) => import(pathToFileURL(`${process.argv[2]}/${path}.js`).href);
const math = await load("sim/units/portable-math");
const continuous = await load("sim/random/distributions/continuous");
const counts = await load("sim/random/distributions/counts");
const ranks = await load("sim/random/distributions/ranks");
const { choose, shuffle } = await load("sim/random/distributions/choose");
const { createStreams } = await load("sim/random/stream");
const { Fingerprint } = await load("sim/kernel/fingerprint");
const { csvChunks } = await load("sim/output/csv");

const size = 4000;
const indices = Array.from({ length: size }, (_unused, k) => k);
const stream = createStreams("node probe", 0).purpose("probe");
const uniforms = indices.map((k) => stream.uniform(0, k));
/** The 64 bits of every number. */
const bits = (values) =>
  createHash("sha256")
    .update(Buffer.from(Float64Array.from(values).buffer))
    .digest("hex");
const text = (value) => createHash("sha256").update(value).digest("hex");

/** Values over many orders of magnitude, of both signs. */
const wide = uniforms.map((u, k) => (k % 2 === 0 ? 1 : -1) * (u - 0.5) * 2 ** ((k % 120) - 60));
const positive = wide.map(Math.abs);

const functions = {
  exp: wide.map(math.exp),
  expm1: wide.map(math.expm1),
  ln: positive.map(math.ln),
  log1p: positive.map(math.log1p),
  pow: positive.map((base, k) => math.pow(base, (k % 17) / 3 - 2)),
  sin: wide.map(math.sin),
  cos: wide.map(math.cos),
  // Exact by the standard, and used as they are.
  sqrt: positive.map(Math.sqrt),
  fround: wide.map(Math.fround),
};

const drawn = (purpose, draw) => {
  const cursor = createStreams("node probe", 1).purpose(purpose).cursor(7);
  return indices.map(() => draw(cursor));
};
const zipf = ranks.zipf({ count: 1000, exponent: 0.8 });
const empirical = ranks.empirical([1, 2, 3, 5, 8]);
const distributions = {
  exponential: drawn("exponential", (source) => continuous.exponential(source, 3)),
  normal: drawn("normal", (source) => continuous.normal(source, { mean: 1, deviation: 2 })),
  logNormal: drawn("logNormal", (source) => continuous.logNormal(source, { median: 2, sigma: 0.7 })),
  pareto: drawn("pareto", (source) => continuous.pareto(source, { min: 1, shape: 1.3 })),
  weibull: drawn("weibull", (source) => continuous.weibull(source, { scale: 2, shape: 0.6 })),
  gamma: drawn("gamma", (source) => continuous.gamma(source, { shape: 0.4, scale: 3 })),
  geometric: drawn("geometric", (source) => counts.geometric(source, 0.1)),
  poisson: drawn("poisson", (source) => counts.poisson(source, 40)),
  binomial: drawn("binomial", (source) => counts.binomial(source, { trials: 90, share: 0.3 })),
  zipf: drawn("zipf", zipf),
  empirical: drawn("empirical", empirical),
  choose: choose(stream.cursor(1), { take: 500, from: size }),
  shuffle: (() => {
    const items = indices.slice();
    shuffle(stream.cursor(2), items);
    return items;
  })(),
};

/** Many rows of few keys: an unstable sort would mix the rows of one key. */
const sorted = indices.map((k) => ({ k, key: Math.floor(uniforms[k] * 7) })).sort((a, b) => a.key - b.key);
const table = { columns: [{ name: "value", values: Float64Array.from(wide) }], rowCount: size };

const digests = {
  words: bits(indices.map((k) => stream.word(3, k))),
  below: bits(indices.map((k) => stream.pairBelow(4, k, 0, 1_000_003))),
  ...Object.fromEntries(
    Object.entries({ ...functions, ...distributions }).map(([name, values]) => [name, bits(values)]),
  ),
  numbersAsText: text([...csvChunks(table)].join("")),
  numbersAsJson: text(JSON.stringify(wide)),
  numbersRead: bits(JSON.parse(JSON.stringify(wide))),
  fixedDigits: text(wide.map((value) => value.toFixed(3)).join()),
  sort: bits(sorted.map(({ k }) => k)),
  fingerprint: new Fingerprint()
    .column(Float64Array.from(wide))
    .text("Grüße")
    .bigint(-(10n ** 40n))
    .digest(),
};
process.stdout.write(JSON.stringify({ node: process.version, digests }));
