import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { exampleObserved, exampleRun } from "../../../test/example-run.js";
import { complaintsOf } from "../../../test/picture-complaints.js";
import type { Picture } from "../../../sim/output/pictures.js";
import { renderPictures } from "../../../sim/view/render.js";
import { runPictures } from "./run-pictures.js";

const day = { ...exampleRun({ rows: 49, spanS: 86_400, ringCount: 6 }), observed: exampleObserved(2) };
const texts = ({ svg }: Picture): string[] =>
  [...svg.matchAll(/<t(?:ext|span)[^>]*>([^<]+)</g)].map(([, text]) => text);
const named = (pictures: readonly Picture[], name: string): Picture =>
  pictures.find((picture) => picture.name === name) ?? expect.fail(`no picture ${name}`);

let drawn: readonly Picture[] = [];
beforeAll(async () => {
  drawn = await renderPictures(runPictures(day));
});

describe("pictures of a run", () => {
  it("have the same bytes again, also in another order, at the same time, after others", async () => {
    const specs = runPictures(day);
    const [again, backwards] = await Promise.all([renderPictures(specs), renderPictures([...specs].reverse())]);
    expect(drawn.map(({ name }) => name)).toEqual(specs.map(({ name }) => name));
    for (const [k, picture] of drawn.entries()) {
      for (const other of [again[k], backwards[specs.length - 1 - k]]) {
        expect(other.svg).toBe(picture.svg);
        expect(other.spec).toBe(picture.spec);
        expect(Buffer.compare(other.png, picture.png)).toBe(0);
      }
    }
  });

  it("are drawn without a warning, also when nothing happened, for a single step, and for many rings", async () => {
    const views = [
      exampleRun({ rows: 2, spanS: 3600, ringCount: 1, peers: 0 }),
      exampleRun({ rows: 1, spanS: 0, ringCount: 0, peers: 0 }),
      exampleRun({ rows: 700, spanS: 70 * 86_400, ringCount: 683 }),
    ];
    for (const view of views) expect(await complaintsOf(runPictures(view))).toEqual([]);
  });

  it("say what is seen, in which unit, and which run it is", () => {
    for (const picture of drawn) expect(texts(picture)).toContain(day.caption);
    expect(texts(named(drawn, "peers-and-workers"))).toEqual(
      expect.arrayContaining(["Peers and their workers over time", "time since the start (hours)", "without a shard"]),
    );
    expect(texts(named(drawn, "shards-by-health"))).toEqual(
      expect.arrayContaining(["healthy", "needs coverage", "at risk of a halt", "halted", "halted shards"]),
    );
    expect(texts(named(drawn, "issuance"))).toEqual(
      expect.arrayContaining(["issued (QUIL per day)", "total supply (QUIL)"]),
    );
    expect(texts(named(drawn, "measured-beside"))).toEqual(expect.arrayContaining(["simulated", "measured"]));
  });

  it("write large numbers short", () => {
    expect(texts(named(drawn, "peers-and-workers"))).toEqual(expect.arrayContaining(["25k", "1.2 M", "800k", "0"]));
    expect(texts(named(drawn, "issuance"))).toContain("1.402 bn");
  });

  it("draw their texts with the font of the program, needing none of the machine", async () => {
    const [other] = await renderPictures(runPictures({ ...day, caption: "seed 8" }).slice(0, 1));
    expect(other.name).toBe(drawn[0].name);
    expect(Buffer.compare(other.png, drawn[0].png)).not.toBe(0);
  });

  it("load vega only when something is drawn", () => {
    const sources = ["../../../sim/view/", "./"]
      .map((folder) => new URL(folder, import.meta.url))
      .flatMap((folder) => readdirSync(folder).map((file) => new URL(file, folder)))
      .filter(({ pathname }) => pathname.endsWith(".ts") && !pathname.endsWith(".test.ts"))
      // The door to vega, which nobody may open before.
      .filter(({ pathname }) => !pathname.endsWith("/drawing-library.ts"));
    expect(sources.length).toBeGreaterThan(18);
    const eager = /^import (?!type)[^;]*"(vega|vega-lite|@resvg\/resvg-js|\.\/drawing-library\.js)"/m;
    expect(sources.filter((file) => eager.test(readFileSync(file, "utf8")))).toEqual([]);
  });
});

describe("rewards of many classes", () => {
  it("keeps those that earn most and adds the others up", async () => {
    const count = 40;
    const share = Float64Array.from({ length: count }, (_, k) => (k === 30 ? 0.61 : 0.01));
    const operators = {
      rowCount: count,
      columns: [
        { name: "operator_class", values: Array.from({ length: count }, (_, k) => `class ${k}`) },
        { name: "nodes", values: new Int32Array(count).fill(1) },
        { name: "reward_share", values: share },
        { name: "worker_share", values: new Float64Array(count).fill(1 / count) },
      ],
    };
    const [picture] = await renderPictures(
      runPictures({ ...day, operators }).filter(({ name }) => name === "reward-share"),
    );
    const written = texts(picture);
    expect(written).toEqual(expect.arrayContaining(["class 0", "class 9", "class 30", "29 others", "61.0%", "29.0%"]));
    expect(written).not.toContain("class 10");
  });
});

describe("measurements beside a run", () => {
  const columns = day.observed.columns.map((column, k) => (k === 0 ? { ...column, name: "w" } : column));
  const beside = (observed: typeof day.observed): string =>
    JSON.stringify(runPictures({ ...day, observed }).filter(({ name }) => name === "measured-beside"));

  it("leave out what a class follows and no metric simulates", () => {
    expect(beside({ ...day.observed, columns })).toContain("healthy shards");
    expect(beside({ ...day.observed, columns })).not.toContain("peers online");
    expect(beside({ ...day.observed, columns: columns.slice(0, 1) })).toBe("[]");
  });
});
