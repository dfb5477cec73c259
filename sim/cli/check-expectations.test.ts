import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import { captureOutput } from "../../test/captured-output.js";
import { coinModel } from "../../test/coin-model.js";
import { root } from "../../test/docs/repository.js";
import { folderWith } from "../../test/scenario-files.js";
import { junitText } from "../output/verdicts/junit.js";
import { ScenarioErrors } from "../experiment/ready-scenario.js";
import { partFlag } from "../experiment/sweep/part-flag.js";
import { parseArguments } from "./arguments.js";
import { checkCommand, checkFiles } from "./commands/check.js";
import { exitCodes } from "./terminal/exit-codes.js";
import { messages } from "./terminal/messages.js";

const written = captureOutput();

const files = {
  "base.yaml": "name: base\nhorizon: 2 d\nexpect:\n  - P(queue.length > 10) <= 50 %\n",
  "all.yaml": [
    "extends: base.yaml",
    "name: all",
    "expect+:",
    "  - id: rare",
    "    that: P(queue.length > 10) <= 1 % @ 90%",
    "    because: a queue of ten & more <is> too long",
    "  - { id: weak, that: never queue.length > 10, knownWeakness: it happens }",
    "  - { id: fixed, that: 'mean(queue.wait) in [0.3, 0.7]', knownWeakness: it was slow }",
    "  - { id: mild, that: q50(queue.length) > 10, severity: warning }",
    "",
  ].join("\n"),
  "open.yaml": "name: open\nhorizon: 2 d\nexpect: [P(queue.length > 10) <= 10 %]\n",
  "unseen.yaml":
    "name: unseen\nhorizon: 2 d\nexpect: [always queue.idle < 0.5, mean(max queue.idle) < 0.5, P(queue.idle > 0.5) <= 0.5]\n",
  "vacuous.yaml":
    "name: vacuous\nhorizon: 2 d\nexpect: [q90(first(queue.idle > 0.5)) > 1 d, 'mean(timeAbove(queue.idle, 5 %)) < 1 h']\n",
  "cut.yaml": [
    "name: cut",
    "horizon: 2 d",
    "expect:",
    "  - P(queue.length > 10 within 1 d of timeline.cut) <= 50 %",
    "  - { id: before, that: P(queue.length > 2 within 1 d of timeline.cut) <= 50 % }",
    "",
  ].join("\n"),
  "none.yaml": "name: none\nhorizon: 2 d\n",
};

/** Checks files of a folder of their own, which has the store too. */
async function check(names: readonly string[], ...options: string[]) {
  const folder = folderWith(files);
  const words = [...names.map((name) => join(folder, name)), "--store", join(folder, "store"), ...options];
  const args = (await parseArguments("check", checkCommand, words))!;
  return { folder, code: await checkFiles(coinModel, args) };
}

const verdictsOf = (json: string): Record<string, string> => {
  const { scenarios } = JSON.parse(json) as {
    scenarios: readonly { readonly findings: readonly { readonly id: string; readonly outcome: string }[] }[];
  };
  return Object.fromEntries(scenarios.flatMap(({ findings }) => findings.map(({ id, outcome }) => [id, outcome])));
};

const keyOf = ({ scenario, id }: { readonly scenario: string; readonly id: string }) => `${scenario} ${id}`;

describe("orrery check", () => {
  it("says of each expectation whether it holds, with what was seen, and ends with 99 where one fails", async () => {
    const { code, folder } = await check(["all.yaml"], "--quiet");
    expect(code).toBe(exitCodes.different);
    const out = written.out.replaceAll(folder, "F");
    expect(out).toMatch(/^all\nPASS {7}expectation-1: P\(ever queue.length > 10\) <= 50 % @ 95%\n/);
    expect(out).toMatch(
      /FAIL {7}rare: .* @ 90%\n {11}\d+ of \d+ runs: \d.* % \[.*\]; a test of fixed size takes .*% saved\n/,
    );
    expect(out).toContain("           because a queue of ten & more <is> too long\n");
    expect(out).toMatch(
      /worst is replication (\d+): max\(queue.length\) is 12\n {11}npx orrery run F\/all.yaml --seed 1 --replications \d+ --replication \1\n/,
    );
    expect(out).toMatch(/WEAK {7}weak: [^]*known weakness: it happens\n/);
    expect(out).toMatch(/FIXED {6}fixed: [^]*it holds now: take knownWeakness away \(it was slow\)\n/);
    expect(out).toMatch(/FAIL {7}mild \(warning\): /);
    expect(out).toMatch(/2 hold, 2 fail, 1 weak as known\nreplications \d+, \d+ of them computed now\n/);
  });

  it("gives the same verdicts again, from the store", async () => {
    const folder = folderWith(files);
    const words = [join(folder, "all.yaml"), "--store", join(folder, "store"), "--json", "--quiet"];
    const args = (await parseArguments("check", checkCommand, words))!;
    await checkFiles(coinModel, args);
    const first = written.out;
    await checkFiles(coinModel, args);
    const again = written.out.slice(first.length);
    expect(verdictsOf(again)).toEqual(verdictsOf(first));
    const { scenarios } = JSON.parse(again) as { scenarios: readonly { computed: number; replications: number }[] };
    expect(scenarios).toMatchObject([{ computed: 0 }]);
    expect(scenarios[0].replications).toBeGreaterThan(20);
    expect(readdirSync(join(folder, "store")).length).toBeGreaterThan(0);
  });

  it("leaves open what the replications cannot decide, and ends with 98", async () => {
    // The truth is the bound.
    const { code } = await check(["open.yaml"], "--quiet", "--max-replications", "60");
    expect(code).toBe(exitCodes.undecided);
    expect(written.out).toContain("UNDECIDED  expectation-1");
    expect(written.out).toContain("60 runs");
    expect(written.out).toContain("--max-replications allows more");
  });

  it("fails what saw no sample", async () => {
    const { code } = await check(["unseen.yaml"], "--quiet");
    expect(code).toBe(exitCodes.different);
    expect(written.out.match(/^FAIL/gm)).toHaveLength(3);
    expect(written.out.match(/saw no sample in 10 runs/g)).toHaveLength(3);
  });

  it("fails what saw no sample also where a figure has a value of nothing", async () => {
    const { code } = await check(["vacuous.yaml"], "--quiet");
    expect(code).toBe(exitCodes.different);
    expect(written.out.match(/^FAIL/gm)).toHaveLength(2);
    expect(written.out.match(/saw no sample in 10 runs/g)).toHaveLength(2);
  });

  it("looks behind an event of the timeline", async () => {
    await check(["cut.yaml"], "--json", "--quiet");
    expect(verdictsOf(written.out)).toEqual({ "expectation-1": "pass", before: "fail" });
  });

  it("is content with less when it is to be quick, and says so", async () => {
    const { code } = await check(["base.yaml"], "--quick");
    expect(code).toBe(exitCodes.ok);
    expect(written.err).toContain(messages.quickCheck("80%"));
    expect(written.out).toContain("@ 80%");
  });

  it("takes a folder for the scenarios in it that expect something", async () => {
    await check(["."], "--json", "--quiet");
    const { scenarios } = JSON.parse(written.out) as { scenarios: readonly { scenario: string }[] };
    expect(scenarios.map(({ scenario }) => scenario)).toEqual(["all", "base", "cut", "open", "unseen", "vacuous"]);
  });

  it("says in parts, of however many, what it says of all", async () => {
    const folder = folderWith(files);
    const findings = async (...options: readonly string[]) => {
      const before = written.out.length;
      const words = [folder, "--store", join(folder, "store"), "--json", "--quiet", ...options];
      await checkFiles(coinModel, (await parseArguments("check", checkCommand, words))!);
      const { scenarios } = JSON.parse(written.out.slice(before)) as { scenarios: { findings: { id: string; scenario: string }[] }[] }; // prettier-ignore
      return scenarios.flatMap((one) => one.findings);
    };
    const all = await findings("--max-replications", "60");
    const sorted = (list: typeof all) => list.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    for (const count of [2, 5]) {
      let parts: typeof all = [];
      for (let index = 1; index <= count; index++)
        parts = parts.concat(await findings("--max-replications", "60", `--${partFlag}`, `${index}/${count}`));
      expect(sorted(parts)).toEqual(sorted(all));
    }
    await expect(check(["all.yaml"], `--${partFlag}`, "3/2")).rejects.toThrow(messages.badPart("3/2"));
  });

  it("has nothing to say where there are more parts than expectations", async () => {
    const { code } = await check(["base.yaml"], `--${partFlag}`, "2/2", "--quiet");
    expect(code).toBe(exitCodes.ok);
    expect(written.out).toMatch(/^no expectation is in this part\n/);
  });

  it("refuses files without expectations and numbers that are none, before anything runs", async () => {
    await expect(check(["none.yaml"])).rejects.toThrow(/none.yaml expects nothing/);
    await expect(check(["all.yaml"], "--max-replications", "9")).rejects.toThrow(messages.badMaxReplications("9"));
    await expect(check(["all.yaml"], "--replications", "9")).rejects.toThrow(messages.replicationsOfCheck());
    await expect(check(["all.yaml"], "--junit", "nowhere/x.xml")).rejects.toThrow(
      messages.noReportFolder("junit", "nowhere/x.xml"),
    );
    await expect(check(["all.yaml"], "--set", "expect=[P(queue.len > 3) < 2]")).rejects.toThrow(ScenarioErrors);
    expect(written.out).toBe("");
  });
});

/** What the reports of one check say. */
async function reported() {
  const folder = folderWith(files);
  const path = (name: string): string => join(folder, name);
  const words = [path("all.yaml"), "--store", path("store"), "--quiet", "--github"];
  for (const name of ["junit", "sarif", "markdown", "report"]) words.push(`--${name}`, path(name));
  await checkFiles(coinModel, (await parseArguments("check", checkCommand, words))!);
  const text = (name: string): string => readFileSync(path(name), "utf8").replaceAll(folder, "F");
  return {
    text,
    github: written.out
      .replaceAll(folder, "F")
      .split("\n")
      .filter((line) => line.startsWith("::")),
  };
}

describe("reports of orrery check", () => {
  it("are valid SARIF 2.1, with each result at its line", async () => {
    const { text } = await reported();
    const log = JSON.parse(text("sarif")) as { runs: readonly { results: readonly Record<string, unknown>[] }[] };
    const schema = JSON.parse(readFileSync(join(root, "test/schemas/sarif-2.1.0-rtm.5.json"), "utf8")) as object;
    // Of draft 4, which has another word for its own address and is else read as draft 7.
    const { id: _id, $schema: _schema, ...rest } = schema as { id: string; $schema: string };
    const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(rest);
    validate(log);
    expect(validate.errors).toBe(null);
    expect(log.runs[0].results.map(({ kind, level }) => [kind, level])).toEqual([
      ["pass", "none"],
      ["fail", "error"],
      ["fail", "error"],
      ["pass", "none"],
      ["fail", "warning"],
    ]);
    const lines = log.runs[0].results.map(({ locations }) => JSON.stringify(locations));
    expect(lines[0]).toMatch(/F\/base.yaml.*"startLine":4,/);
    expect(lines[1]).toMatch(/F\/all.yaml.*"startLine":4,/);
    expect(lines[4]).toMatch(/"startLine":9,/);
    expect(validate({ ...log, version: "2.0" })).toBe(false);
  });

  it("are valid JUnit XML by the schema of Jenkins, also where nothing is in a part", async () => {
    const { text } = await reported();
    const schema = readFileSync(join(root, "test/schemas/junit-4.xsd"), "utf8");
    const errorsOf = async (contents: string) =>
      (await validateXML({ xml: [{ fileName: "check.xml", contents }], schema: [schema] })).errors;
    expect(await errorsOf(text("junit"))).toEqual([]);
    expect(await errorsOf(junitText([]))).toEqual([]);
    expect(await errorsOf(text("junit").replace("<testcase classname", "<testcase class"))).not.toEqual([]);
  });

  it("are JUnit XML: a case each, escaped, with what ends the build as a failure", async () => {
    const { text } = await reported();
    const xml = text("junit");
    expect(xml).toContain('<testsuites name="orrery check" tests="5" failures="1" errors="0">');
    expect(xml.match(/<failure /g)).toHaveLength(1);
    expect(xml).toContain("because a queue of ten &amp; more &lt;is&gt; too long");
    expect(xml).toContain("<skipped>it happens\n");
    // Every element that is opened is closed, in its order.
    const open: string[] = [];
    const closed = [...xml.matchAll(/<(\/?)([a-z-]+)[^>]*>/g)].flatMap(([, close, name]) => {
      if (close === "") open.push(name);
      return close === "" ? [] : [[name, open.pop()]];
    });
    expect(closed.filter(([name, opened]) => name !== opened)).toEqual([]);
    expect(open).toEqual([]);
  });

  it("are annotations of GitHub at the line of the scenario", async () => {
    const { github } = await reported();
    expect(github).toHaveLength(4);
    expect(github[0]).toMatch(
      /^::error file=F\/all.yaml,line=4,col=5,title=fail rare::FAIL: P\(ever queue.length > 10\) <= 1 %25 @ 90%25/,
    );
    expect(github[1]).toMatch(/^::notice file=F\/all.yaml,line=7,/);
    expect(github[2]).toMatch(/^::warning .*title=fixed fixed/);
    expect(github[3]).toMatch(/^::warning .*title=fail mild/);
  });

  it("are a page with verdicts, estimates, and the command that shows the worst", async () => {
    const { text } = await reported();
    const page = text("report");
    expect(page).toContain("<title>all · check · orrery</title>");
    expect(page).toMatch(
      /<li class="failed"><strong>does not hold<\/strong> all, rare: P\(ever queue.length &gt; 10\) &lt;= 1 % @ 90% /,
    );
    expect(page).toContain("known weakness: it happens");
    expect(page).toMatch(/<td[^>]*>rare<\/td><td[^>]*>fail<\/td><td class="number"[^>]*>0\.\d+<\/td>/);
    expect(page).toMatch(/<td[^>]*>npx orrery run F\/all.yaml --seed 1 --replications \d+ --replication \d+<\/td>/);
    expect(page).toContain("<code>npx orrery check F/all.yaml</code>");
  });

  it("are a table in Markdown, with the command that shows the worst", async () => {
    const { text } = await reported();
    expect(text("markdown")).toMatch(/^## orrery check: 1 failed\n\n\| verdict \|/);
    expect(text("markdown")).toMatch(/\| FAIL \| all \| rare \| P\(ever queue.length &gt; 10\) &lt;= 1 % @ 90% \| /);
    expect(text("markdown")).toMatch(/```sh\nnpx orrery run F\/all.yaml/);
  });
});
