import { expect, it } from "vitest";
import { folderWith } from "../../../test/scenario-files.js";
import { mixnetModel } from "../../mixnet/mixnet-model.js";
import { quilibrium } from "../../quilibrium.js";
import { relayModel } from "../../relay/relay-model.js";
import { modelOfFiles } from "./model-of-files.js";

it("a file that names a model at its top is of that, all others are of the network, and a command takes one kind", async () => {
  const folder = folderWith({
    "a.yaml": "# a relay\nmodel: relay\nname: a\n",
    "below/c.yaml": "extends: ../a.yaml\nname: c\n",
    "m.yaml": "model: mixnet\nname: m\n",
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
  expect(await modelOfFiles([`${folder}/m.yaml`])).toBe(mixnetModel);
  await expect(modelOfFiles([`${folder}/a.yaml`, `${folder}/m.yaml`])).rejects.toThrow('a.yaml is of "model: relay"');
  await expect(modelOfFiles([`${folder}/a.yaml`, `${folder}/b.yaml`])).rejects.toThrow("files of one model");
});
