import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { scenarioSchema } from "../scenario/schema.js";
import { folderWith } from "../../test/scenario-files.js";
import { loadScenario } from "../../sim/scenario/load.js";
import { toYaml } from "../../sim/scenario/print.js";
import { startingFile } from "./starting-file.js";

describe("the starting file", () => {
  it("loads without an error, also under a name that YAML would read as a number", () => {
    for (const name of ["thin shards", "2026", "1.5"]) {
      const path = join(
        folderWith({ "main.yaml": startingFile({ name, file: `${name}.yaml`, schemaPath: "./s.json" }) }),
        "main.yaml",
      );
      expect(loadScenario(path, { schema: scenarioSchema })).toMatchObject({ ok: true, value: { name } });
    }
  });

  it("resolves to a file that loads to the same value and resolves to itself", () => {
    const folder = folderWith({
      "main.yaml": startingFile({ name: "thin", file: "thin.yaml", schemaPath: "./s.json" }),
    });
    const first = loadScenario(join(folder, "main.yaml"), { schema: scenarioSchema });
    if (!first.ok) throw new Error("expected a scenario");
    const resolved = toYaml(first.written);
    const second = loadScenario(join(folderWith({ "r.yaml": resolved }), "r.yaml"), { schema: scenarioSchema });
    if (!second.ok) throw new Error("expected a scenario");
    expect(second.value).toEqual(first.value);
    expect(toYaml(second.written)).toBe(resolved);
  });
});
