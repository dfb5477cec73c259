/** What nobody should write, and somebody will: values, keys, whole lines and arguments of `--set`. */

const long = 3000;

/** In the place of a value. */
// prettier-ignore
export const nastyValues: readonly string[] = [
  "", "~", "null", "true", "no", "''", '""', "[]", "{}", "-", "?", "!", "&a", "*a", "*b", "|", ">", "|2-", "%", "@x",
  "0", "-0", "-1", "1", "0.5", "1e400", "-1e400", "1e-400", "1e308", ".nan", ".inf", "-.inf", "NaN", "Infinity",
  "9007199254740991", "9007199254740993", "4294967296", "2147483648", "0x7fffffff", "0o17", "1_000", "1,000", "٣",
  "0 s", "1 us", "1 ms", "-1 s", "1 y", "1e9 y", "285 y", "1 S", "10", "10s", "10  s", "1/0 s", "1e-9 s", "10 GB",
  "0 %", "100 %", "99.999999999 %", "-5 %", "1e-300 %", "101 %", "0 /d", "0/d", "1e12/s", "1e-12/y", "1 /s", "100000/s",
  "0 B", "1 B", "1 PB", "9 PiB", "0.1 B", "-1 GB", "1e15 QUIL", "0.0000000001 QUIL", "1e30 QUIL", "1e60 units",
  "half-life 0 s", "half-life 1 us", "after 0 s", "after 100 y", "half-life 100 y", "half-life x", "half-life  1 d",
  "zipf 0", "zipf 1e3", "zipf 99", "zipf -1", "zipf 0.", "mainnet", "2.0", "2.0.5-p", "1.4.19-p0", "9999999.0.0",
  "2024-02-30", "1969-12-31", "275760-09-13", "99999-01-01", "v2.1-epoch", "dawn", "article", "never", "on", "off",
  "!!str x", "!!binary aGk=", "!<tag:x> 1", "!!float 1", "!!set {a}", "2001-12-14t21:59:43.10-05:00", "<<", "=", "//",
  "'\"'", '"\\u0000"', '"\\x07\\e[2J"', "'\u202e'", "🚀", "e\u0301", "\ud83d\ude00", "ﷺ", "\u2028", "a: b", "a #b", "[a, b", "{a: 1",
  "x".repeat(long), "9".repeat(long), `${"1".repeat(300)} s`, `0.${"0".repeat(long)}1`, "[".repeat(40), "{a: ".repeat(40),
  `'${"(".repeat(long)}'`, `'never ${"not ".repeat(long)}x'`, `'${"a + ".repeat(long)}a'`, `'P(${"(".repeat(long)}'`, `'${"max(".repeat(long)}'`,
  "{ total: 1 }", "{ total: 10000000, sigma: 3 }", "{ points: 100000000 }", "{ from: 1, to: 2, step: 1e-9 }", "[1, 1]",
];

/** In the place of a key. */
// prettier-ignore
export const nastyKeys: readonly string[] = [
  "", "~", "'': 1, x", "__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "<<", "x-note", "extends",
  "sweep", "zip", "where", "latin", "[1, 2]", "{a: 1}", "? x", "1", "0x1", "true", "null", "a.b", "operators[0]", "&k name",
  "*a", "!!str name", "Name", "name ", "naem", "\ufeffname", "n\u0430me", "operators[0].count", "x".repeat(long), "\\", "a\\",
];

/** Lines, or several, that can stand at the top level. */
// prettier-ignore
export const nastyLines: readonly string[] = [
  "extends: main.yaml", "extends: ./main.yaml", "extends: other.yaml", "extends: ../main.yaml", "extends: /etc/passwd",
  "extends: .", "extends: ''", "extends: [a]", "extends: other.yaml\\", 'extends: "other.yaml\\0"', "extends: missing.yaml",
  "---", "...", "--- !x", "%YAML 1.1", "%TAG ! x", "# only a remark", "\t", "name", ": x", "- a", "? a\n: b", "&a b: *a",
  "sweep: {}", "sweep: []", "sweep: { seed: [1, 1] }", "sweep: { 'a\\': [1] }", "sweep: { '[\"\\\"]': [1, 2] }",
  "sweep: { 'seed.x': [1] }", "sweep: { 'name[0]': [1] }", "sweep: { 'operators[99].count': [1] }", "sweep: { '': [1] }",
  "sweep: { 'operators[0].count.x': [1, 2] }", "sweep: { horizon: { from: 1 s, to: 10 y, step: 1 us } }", "sweep: { zip: [] }",
  "sweep: { seed: { from: 1, to: 1e300, count: 10000 } }", "sweep: { where: 'a b' , seed: [1] }", "sweep: { sweep: [1] }",
  `sweep: { where: '${" ".repeat(long)}', seed: [1] }`, "sweep: { where: 'seed < seed', seed: [1, 2] }",
  "sweep: { where: 'horizon <= 1 GB', seed: [1] }", "sweep: { latin: { points: 10, over: { seed: { from: 0, to: 1 } } } }",
  "sweep: { seed: [1, 2], 'shards.count': [0, 1e9], operators: [[], 1] }", "sweep: { 'switches.ringSize': [0, 1, 65537] }",
  "x-a: &b { count: 1 }", "<<: { seed: 1 }", "<<: *b", "observed: { source: x, timeDays: [0, 0], columns: { a: [1, 2] } }",
  "observed: { source: x, timeDays: [1, 0], columns: { shard.count: [1e15, -1e15] } }", "seed: ''", "seed: '7'", "seed: -1",
  "switches: { 'ring.size': 1, ringSize: 2 }", "switches: { lifecycle: trie }", "switches: { epochFrames: 1 }", "start: {}", "start: ~", "operators: null", "horizon: null",
  "start: { active: 10000000, joining: 0, health: { healthy: 1, needsCoverage: 0, haltRisk: 0 }, rings: [1] }",
  "replications: 100000", "replications: 0", "report: { every: 1 us }", "frames: { pace: 1 us }", "frames: { first: 4000000000 }",
];

// prettier-ignore
const paths: readonly string[] = [
  "seed", "horizon", "operators[0].count", "operators[0].outage", "operators[1].uptime", "operators[0].workers",
  "shards.count", "shards.world", "report.every", "frames.pace", "switches.ringSize", 'switches["ring.size"]', "network",
  "operators", "operators[9].count", "operators[-1].count", "operators[].count", "operators[1e3]", "observed.columns.a",
  "", ".", "..", "[0]", "a..b", "seed.", "seed.x", "seed[0]", '["', '["\\"]', '["a\\u00"]', "__proto__.x", "name.constructor",
  "sweep.seed", 'sweep["shards.count"]', "extends", "$schema", "start.rings[0]", "fees.bytes", "x".repeat(long), "операторы",
];

const assigned: readonly string[] = [...nastyValues, "[1, 2]", "{ a: 1 }", "&a [*a]", "1\n2", "'"];

/** An argument of `--set`: a path and a value, or something that looks like them. */
export function nastySet(oneOf: <Item>(items: readonly Item[]) => Item): string {
  return oneOf(["=", "=", "=", "=", " = ", "", ":", "=="]).replace(/^/, oneOf(paths)) + oneOf(assigned);
}
