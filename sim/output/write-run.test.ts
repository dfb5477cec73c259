import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startRunClock } from "./manifest.js";
import type { MetricValue } from "../experiment/model.js";
import { summaryOf } from "./summary.js";
import { table } from "../table/result-table.js";
import { claimResultFolder } from "./result-folder.js";
import type { MissingPicture, Picture } from "./pictures.js";
import { type RunOutput, writeRun } from "./write-run.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "orrery-write-run-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const metrics: readonly MetricValue[] = [
  { name: "emission.issuedUnits", value: 2n ** 60n, unit: "units" },
  { name: "coverage.haltedStores", value: 3, unit: "stores" },
  { name: "disk.adversaryShare", value: NaN, unit: "share" },
];

/** As a generator gives them. */
async function* drawn(...pictures: readonly (Picture | MissingPicture)[]): AsyncGenerator<Picture | MissingPicture> {
  for (const picture of pictures) yield await Promise.resolve(picture);
}

const issuance: Picture = { name: "issuance", svg: "<svg/>", png: Uint8Array.of(137), spec: "{}\n" };

/** What a small run says of itself. */
const thin = {
  scenario: "thin",
  about: "half the workers",
  seed: 7,
  replications: 1,
  fingerprint: "00ff/abc",
  interrupted: false,
  metrics,
  expectations: [],
};

const output = (folder: string): RunOutput => ({
  folder: claimResultFolder({ folder: join(root, folder), force: false }),
  resolvedYaml: "name: thin\n",
  summary: thin,
  tables: {
    series: [table([{ name: "frame", values: [1] }])],
    stores: [table([{ name: "store", values: [2] }])],
    operators: [table([{ name: "operator_class", values: ["home"] }])],
    disks: [table([{ name: "disk", values: [0] }])],
  },
  pictures: drawn(issuance),
  manifestFacts: { clock: startRunClock(), commandLine: ["orrery", "run", "thin.yaml"], interrupted: false },
});

const read = (folder: string, path: string): string => readFileSync(join(root, folder, path), "utf8");

describe("files of a run", () => {
  it("writes every file it lists, and the summary lists the same", async () => {
    const { files, summary } = await writeRun(output("run"));
    expect(files).toEqual([
      "summary.json",
      "scenario.resolved.yaml",
      "series.csv",
      "stores.csv",
      "operators.csv",
      "disks.csv",
      "plots/issuance.svg",
      "plots/issuance.png",
      "plots/issuance.vl.json",
      "manifest.json",
    ]);
    expect(files.filter((path) => !existsSync(join(root, "run", path)))).toEqual([]);
    expect(JSON.parse(read("run", "summary.json"))).toEqual(summary);
    expect(summary.files).toEqual(files);
  });

  it("writes the same bytes again, all but the manifest", async () => {
    const { files } = await writeRun(output("one"));
    await writeRun(output("two"));
    const different = files.filter((path) => read("two", path) !== read("one", path));
    expect(different.filter((path) => path !== "manifest.json")).toEqual([]);
  });

  it("writes a manifest with clocks, versions and the hash of every other file", async () => {
    const { files } = await writeRun(output("run"));
    const manifest = JSON.parse(read("run", "manifest.json")) as Record<string, unknown> & {
      files: { path: string; bytes: number; sha256: string }[];
    };
    expect(manifest).toMatchObject({ commandLine: ["orrery", "run", "thin.yaml"], interrupted: false });
    expect(manifest["node"]).toBe(process.version);
    expect(manifest["peakRssBytes"]).toBeGreaterThan(1e6);
    expect(String(manifest["endedAt"]) >= String(manifest["startedAt"])).toBe(true);
    expect(manifest.files.map(({ path }) => path)).toEqual(files.slice(0, -1));
    for (const { path, bytes, sha256 } of manifest.files) {
      const content = readFileSync(join(root, "run", path));
      expect({ bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") }).toEqual({
        bytes,
        sha256,
      });
    }
  });
});

describe("pictures that are missing", () => {
  const failed: MissingPicture = { name: "disks", missing: "failed", why: "Error: no disk" };

  it("cost no table and no other picture, and summary says which they are", async () => {
    const { files, missing } = await writeRun({ ...output("run"), pictures: drawn(failed, issuance) });
    expect(files).toContain("series.csv");
    expect(files).toContain("plots/issuance.svg");
    expect(missing).toEqual([failed]);
    expect(JSON.parse(read("run", "summary.json"))).toMatchObject({
      interrupted: false,
      missingPictures: [{ name: "disks", missing: "failed" }],
    });
  });

  it("mark a run as interrupted where somebody wanted an end", async () => {
    await writeRun({ ...output("run"), pictures: drawn({ name: "disks", missing: "interrupted" }) });
    for (const file of ["summary.json", "manifest.json"])
      expect(JSON.parse(read("run", file))).toMatchObject({ interrupted: true });
  });

  it("are drawn when the tables are on the disk", async () => {
    async function* late(): AsyncGenerator<Picture> {
      expect(readFileSync(join(root, ".run.new/disks.csv"), "utf8")).toBe("disk\n0\n");
      yield await Promise.resolve(issuance);
    }
    await writeRun({ ...output("run"), pictures: late() });
    expect(existsSync(join(root, "run/plots/issuance.svg"))).toBe(true);
  });
});

describe("the report of a run", () => {
  const failed: MissingPicture = { name: "report", missing: "failed", why: "Error: no paper" };

  it("is made when everything else is on the disk, and knows what was drawn, what was not, and the metrics", async () => {
    const missing: MissingPicture = { name: "disks", missing: "failed", why: "Error: no disk" };
    const { files } = await writeRun({
      ...output("run"),
      pictures: drawn(issuance, missing),
      report: ({ pictures, missing: notDrawn, metrics: known }) => {
        expect(existsSync(join(root, ".run.new/plots/issuance.png"))).toBe(true);
        return `<p>${pictures.map(({ name }) => name).join()} ${notDrawn.map(({ name }) => name).join()} ${Object.keys(known).join()}`;
      },
    });
    expect(files.slice(-2)).toEqual(["report.html", "manifest.json"]);
    expect(read("run", "report.html")).toBe(
      "<p>issuance disks emission.issuedUnits,coverage.haltedStores,disk.adversaryShare",
    );
    expect(JSON.parse(read("run", "manifest.json"))).toMatchObject({
      files: expect.arrayContaining([expect.objectContaining({ path: "report.html" })]) as unknown,
    });
  });

  it("costs nothing when it cannot be made, and the summary says so", async () => {
    const { files, missing } = await writeRun({ ...output("run"), report: () => failed });
    expect(files).toContain("plots/issuance.svg");
    expect(files).not.toContain("report.html");
    expect(missing).toEqual([failed]);
    expect(JSON.parse(read("run", "summary.json"))).toMatchObject({
      missingPictures: [{ name: "report", missing: "failed" }],
    });
  });
});

describe("summary", () => {
  const facts = { ...thin, files: [] };

  it("keeps the order of metrics, whole numbers beyond doubles as text, and no NaN", () => {
    expect(Object.entries(summaryOf(facts).metrics)).toEqual([
      ["emission.issuedUnits", { value: "1152921504606846976", unit: "units" }],
      ["coverage.haltedStores", { value: 3, unit: "stores" }],
      ["disk.adversaryShare", { value: null, unit: "share" }],
    ]);
  });

  it("refuses a metric named twice or like an index", () => {
    const twice = { ...facts, metrics: [...metrics, metrics[0]] };
    expect(() => summaryOf(twice)).toThrow("a name of its own");
    expect(() => summaryOf({ ...facts, metrics: [{ name: "7", value: 1, unit: "" }] })).toThrow("a name of its own");
  });
});
