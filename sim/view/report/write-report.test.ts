import { describe, expect, it } from "vitest";
import type { Spec } from "../../experiment/picture-spec.js";
import { makeReport } from "./make-report.js";
import type { ReportParts } from "./parts.js";
import { writeReport } from "./write-report.js";

const hostile = "</script><script>alert(1)</script><!--";

const curves: Spec = {
  data: { values: Array.from({ length: 600 }, (_, time) => ({ time, value: time % 7 })) },
  mark: { type: "line" },
  encoding: { x: { field: "time", type: "quantitative" }, y: { field: "value", type: "quantitative" } },
};

const parts: ReportParts = {
  kind: "Run",
  name: "toy",
  question: "Does it grow?",
  notices: [],
  answer: ["It grew."],
  verdicts: [{ claim: "it grows", verdict: "met", grounds: "3 of 3" }],
  pictures: [{ name: "growth", spec: curves }],
  tables: [{ title: "metrics", about: "", columns: ["metric", "value"], rows: [["toy.seconds", 60]], rowCount: 1 }],
  timeline: ["at 3 s: a storm"],
  assumptions: [{ what: "peers", why: "a guess" }],
  notModelled: ["Weather."],
  scenarioText: "name: toy\n",
  seed: 1,
  fingerprint: "10/toy",
  command: "npx orrery run scenario.resolved.yaml",
  version: "1.2.3",
};

const broken = (): ReportParts => {
  throw new RangeError("no room");
};

/** The page without the script and the style that every page has. */
const own = (html: string): string =>
  html.replace(/<style>[^]*?<\/style>/, "").replace(/<script type="module">[^]*$/, "");

describe("a report", () => {
  it("says everything that it was given, under headings that its contents lead to", () => {
    const html = own(writeReport(parts));
    const said = ["Does it grow?", "It grew.", "it grows", "3 of 3", "toy.seconds", "a storm", "a guess", "Weather."];
    for (const text of [...said, "name: toy", "10/toy", "npx orrery run scenario.resolved.yaml", "1.2.3"])
      expect(html).toContain(text);
    const ids = [...html.matchAll(/<section id="([^"]+)"/g)].map(([, id]) => id);
    expect([...html.matchAll(/<a href="#([^"]+)">/g)].map(([, id]) => id)).toEqual(ids);
    expect(ids).toHaveLength(8);
  });

  it("leaves out what there is nothing to say of", () => {
    const html = own(writeReport({ ...parts, verdicts: [], timeline: [], assumptions: [], pictures: [], tables: [] }));
    for (const id of ["verdicts", "timeline", "assumptions", "pictures", "tables"])
      expect(html).not.toContain(`<section id="${id}"`);
  });

  it("has the same bytes again", () => {
    expect(writeReport(parts)).toBe(writeReport(structuredClone(parts)));
  });

  it("takes no text for markup, wherever it stands", () => {
    const everywhere: ReportParts = {
      ...parts,
      kind: hostile,
      name: hostile,
      question: hostile,
      scenarioText: hostile,
      command: hostile,
      seed: hostile,
      fingerprint: hostile,
      version: hostile,
      answer: [hostile],
      notices: [hostile],
      timeline: [hostile],
      notModelled: [hostile],
      assumptions: [{ what: hostile, why: hostile }],
      verdicts: [{ claim: hostile, verdict: "failed", grounds: hostile }],
      pictures: [
        { name: hostile, spec: { ...curves, title: hostile, data: { values: [{ time: 0, [hostile]: hostile }] } } },
      ],
      tables: [{ title: hostile, about: hostile, columns: [hostile], rows: [[hostile]], rowCount: 9, file: hostile }],
    };
    const html = own(writeReport(everywhere));
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).not.toContain("<!--");
  });

  it("leads nowhere, and lets nothing but its own script run", () => {
    const html = writeReport(parts);
    expect(own(html)).not.toMatch(/(?:src|href)="(?!#|data:)/);
    expect(html).toMatch(/content="default-src 'none'; script-src 'sha256-[^']+' 'unsafe-eval'; /);
    // Nothing in the bundle ends it.
    expect(html.split("</script>")).toHaveLength(3);
  });

  it("is shorter than 2 MB, however much there is to say, and says what it has no room for", () => {
    const values = Array.from({ length: 60_000 }, (_, k) => ({ time: k % 600, who: k, value: k / 7 }));
    const big: ReportParts = {
      ...parts,
      pictures: Array.from({ length: 9 }, (_, k) => ({ name: `p${k}`, spec: { ...curves, data: { values } } })),
      tables: Array.from({ length: 20 }, (_, k) => ({
        title: `t${k}`,
        about: "",
        columns: Array.from({ length: 40 }, (_unused, column) => `c${column}`),
        rows: Array.from({ length: 200 }, () => Array.from({ length: 40 }, (_unused, column) => column / 7)),
        rowCount: 200,
        file: `t${k}.csv`,
      })),
      timeline: Array.from({ length: 5000 }, (_, k) => `at ${k} s: a storm`),
      scenarioText: "x".repeat(3_000_000),
    };
    const html = writeReport(big);
    expect(Buffer.byteLength(html)).toBeLessThan(2_000_000);
    expect(own(html)).toContain("has no room for t");
    expect(own(html)).toContain("… and 4600 more.");
    expect(own(html)).toContain("# … cut here");
  });

  it("is not made when somebody wants an end, and fails without an error", () => {
    expect(makeReport(() => parts, { requested: true })).toEqual({ name: "report", missing: "interrupted" });
    expect(makeReport(broken, { requested: false })).toEqual({
      name: "report",
      missing: "failed",
      why: "RangeError: no room",
    });
    expect(makeReport(() => parts, { requested: false })).toBe(writeReport(parts));
  });
});
