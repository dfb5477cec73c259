/** The pictures of a run as a report shows them: a browser is not needed to see that they can be drawn and what they tell. */
import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { afterEach, describe, expect, it, vi } from "vitest";
import { exampleObserved, exampleRun } from "../../../test/example-run.js";
import type { Spec } from "../../../sim/experiment/picture-spec.js";
import { hoverable } from "../../../sim/view/report/hover.js";
import { runPictures } from "./run-pictures.js";

const day = { ...exampleRun({ rows: 49, spanS: 86_400, ringCount: 40 }), observed: exampleObserved(2) };
const pictures = runPictures(day).map(({ name, spec }) => ({ name, spec: hoverable(spec) }));
afterEach(() => vi.restoreAllMocks());

async function drawn(spec: Spec): Promise<View> {
  const view = new View(parse(compile(spec as unknown as TopLevelSpec).spec), { renderer: "none" });
  return view.runAsync();
}

describe("hoverable pictures of a run", () => {
  it("are drawn without a warning, and each tells something", async () => {
    const warn = vi.spyOn(console, "warn");
    for (const { name, spec } of pictures) {
      await drawn(spec);
      expect(`${name} ${JSON.stringify(spec)}`).toContain('"tooltip":');
    }
    expect(warn).not.toHaveBeenCalled();
  });

  it("tell the values of all curves at a moment, with the unit of time", async () => {
    const { spec } = pictures.find(({ name }) => name === "peers-and-workers")!;
    const compiled = compile(spec as unknown as TopLevelSpec).spec;
    expect(JSON.stringify(compiled)).toContain("time since the start (hours)");
    const view = await drawn(spec);
    const rows = (compiled.data ?? []).flatMap(({ name }) => view.data(name) as Record<string, unknown>[]);
    const last = rows.find((row) => row["time"] === 24 && "peers online" in row && "all peers" in row);
    expect(last).toMatchObject({ "all peers": 29_000, "peers online": 28_130 });
  });

  it("have a rule of its own name in each panel", () => {
    for (const { spec } of pictures) {
      const names = JSON.stringify(spec).match(/"name":"hover\d+"/g) ?? [];
      expect(new Set(names).size).toBe(names.length);
    }
  });
});
