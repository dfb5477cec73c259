import { expect, it } from "vitest";
import { folderWith } from "../../test/scenario-files.js";
import { quilibrium } from "../quilibrium.js";
import { relayModel } from "../relay/relay-model.js";
import { modelOfFiles } from "./model-of-files.js";

it("a file that says `model: relay` at its top is of the relay, all others are of the network, and a command takes one kind", async () => {
  const folder = folderWith({
    "a.yaml": "# a relay\nmodel: relay\nname: a\n",
    "below/c.yaml": "extends: ../a.yaml\nname: c\n",
    "circle.yaml": "extends: circle.yaml\n",
    "b.yaml": "name: b\nnested:\n  model: relay\n",
    "stored.orrery": '{"resolvedYaml":"# Resolved\\nmodel: relay\\nname: a\\n"}',
  });
  expect(await modelOfFiles([])).toBe(quilibrium);
  expect(await modelOfFiles([`${folder}/b.yaml`, `${folder}/missing.yaml`])).toBe(quilibrium);
  expect(await modelOfFiles([`${folder}/a.yaml`])).toBe(relayModel);
  expect(await modelOfFiles([`${folder}/stored.orrery`])).toBe(relayModel);
  expect(await modelOfFiles([`${folder}/below/c.yaml`, "orrery:network/cluster52"])).toBe(relayModel);
  expect(await modelOfFiles([`${folder}/circle.yaml`, "orrery:launch"])).toBe(quilibrium);
  await expect(modelOfFiles([`${folder}/a.yaml`, `${folder}/b.yaml`])).rejects.toThrow("files of one model");
});
