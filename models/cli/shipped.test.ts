import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith } from "../../test/scenario-files.js";
import { loadScenario } from "../../sim/scenario/load.js";
import { messages } from "../../sim/scenario/messages.js";
import { shippedNames } from "../../sim/scenario/shipped.js";
import { scenarioSchema } from "../scenario/schema.js";
import { modelOfFiles } from "./files/model-of-files.js";

const load = async (text: string) => {
  const file = join(folderWith({ "main.yaml": text }), "main.yaml");
  return loadScenario(file, { schema: (await modelOfFiles([file])).schema });
};

describe("scenarios that come with the program", () => {
  it("can be extended by their names from any folder, those in subfolders too, and those that extend others", async () => {
    expect(shippedNames()).toEqual(
      expect.arrayContaining(["orrery:launch", "orrery:mainnet-2026-03", "orrery:mainnet/june", "orrery:eras/seed"]),
    );
    for (const name of shippedNames()) {
      const loaded = await load(`extends: ${name}\nname: mine\n`);
      expect({ name, ok: loaded.ok }).toEqual({ name, ok: true });
    }
    expect(await load("extends: orrery:launch.yaml\nname: mine\n")).toMatchObject({
      ok: true,
      value: { name: "mine" },
    });
  });

  it("can be named in place of a file", () => {
    expect(loadScenario("orrery:eras/seed", { schema: scenarioSchema })).toMatchObject({ ok: true });
  });

  it.each(["orrery:mainnet-206-03", "orrery:mainnet/../launch", "orrery:mainnet", "orrery:/etc/passwd"])(
    "are refused under another name: %s",
    async (name) => {
      const loaded = await load(`extends: ${name}\nname: mine\n`);
      const { problem } = messages.notShipped("", "", []);
      expect(loaded.ok ? undefined : loaded.errors).toMatchObject([{ line: 1, column: 10, path: "extends" }]);
      expect(loaded.ok ? "" : loaded.errors[0].message).toContain(problem);
    },
  );

  it("are refused with the name that was meant", () => {
    const named = loadScenario("orrery:lanch", { schema: scenarioSchema });
    expect(named.ok ? [] : named.errors[0].nearest).toBe("orrery:launch");
  });
});
