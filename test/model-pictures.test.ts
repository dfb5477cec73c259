/** Pictures of gossip, relays and mixnets where nothing happens, and with names that are words of every object. */
import { describe, expect, it } from "vitest";
import type { Model, ScenarioBasics } from "../sim/experiment/model.js";
import { loadScenarioOf } from "../sim/experiment/library/load-scenario.js";
import type { PictureSpec } from "../sim/experiment/picture-spec.js";
import { table, type Table } from "../sim/table/result-table.js";
import { renderPictures } from "../sim/view/render.js";
import { gossipModel } from "../models/gossip/gossip-model.js";
import { mixnetModel } from "../models/mixnet/mixnet-model.js";
import { relayModel } from "../models/relay/relay-model.js";
import { finishedRun } from "./finished-run.js";
import { complaintsOf } from "./picture-complaints.js";
import { folderWith } from "./scenario-files.js";

const shipped = (name: string): string => new URL(`../scenarios/network/${name}.yaml`, import.meta.url).pathname;

function picturesOf<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  file: string,
  ...set: readonly string[]
): readonly PictureSpec[] {
  const { scenario } = loadScenarioOf(model, file, { set });
  return model.picturesOf([finishedRun(model, scenario).tables], scenario);
}

const few = ["nodes[0].count=2", "nodes[1].count=1", "connections=1"];

const small = ([server, home, flow, note]: readonly string[]): string =>
  JSON.stringify({
    model: "gossip",
    name: "small",
    horizon: "20 s",
    transport: "go",
    nodes: [
      { class: server, count: 40 },
      { class: home, count: 20 },
    ],
    messages: [
      { flow, size: "20 kB", every: "4 s" },
      { flow: note, size: "300 B", every: "4 s" },
    ],
  });

const plainNames = ["aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd"];

const loaded = (names: readonly string[]) =>
  loadScenarioOf(gossipModel, `${folderWith({ "small.yaml": small(names) })}/small.yaml`).scenario;

/** Marks in each picture of one run, whose classes and flows are called so; a run with them would draw otherwise. */
const marksOf = async (...names: readonly string[]): Promise<readonly (readonly [string, number])[]> => {
  const called = (text: string): string =>
    plainNames.reduce((said, plain, k) => said.replaceAll(plain, names[k]), text);
  const renamed = ({ columns }: Table): Table =>
    table(
      columns.map(({ name, values }) => ({
        name: called(name),
        values: Array.isArray(values) ? values.map((one) => (typeof one === "string" ? called(one) : one)) : values,
      })),
    );
  const { tables } = finishedRun(gossipModel, loaded(plainNames));
  const told = Object.fromEntries(Object.entries(tables).map(([name, one]) => [name, one && renamed(one)]));
  const drawn = await renderPictures(gossipModel.picturesOf([told as typeof tables], loaded(names)));
  return drawn.map(({ name, svg }) => [name, [...svg.matchAll(/<(?:path|text)/g)].length]);
};

describe("pictures of a model", () => {
  it.each([
    ["gossip that nobody publishes", () => picturesOf(gossipModel, shipped("propagation"), "horizon=1 s", ...few)],
    ["a mixnet from which nothing comes", () => picturesOf(mixnetModel, shipped("mixnet"), "horizon=1 s")],
    ["a mixnet with one batch", () => picturesOf(mixnetModel, shipped("mixnet"), "horizon=9 s")],
    ["a relay of one slot", () => picturesOf(relayModel, shipped("cluster52"), "horizon=1 s")],
  ])("are drawn of %s without a complaint", async (_of, pictures) => {
    expect(await complaintsOf(pictures())).toEqual([]);
  });

  it("are none of a mixnet from which nothing comes, and have a column a batch where there is something", () => {
    expect(picturesOf(mixnetModel, shipped("mixnet"), "horizon=1 s")).toEqual([]);
    for (const horizon of ["9 s", "25 s"]) {
      const rounds = picturesOf(mixnetModel, shipped("mixnet"), `horizon=${horizon}`).find(({ name }) => name === "rounds")!; // prettier-ignore
      const { values } = rounds.spec["data"] as unknown as {
        readonly values: readonly { batch: number; at: number }[];
      };
      const edges = values.filter(({ at }) => at === 0).map(({ batch }) => batch);
      expect(edges).toEqual(edges.map((_edge, k) => k + 0.5));
      expect(edges.length).toBe(horizon === "9 s" ? 2 : 5);
    }
  });

  it("have as many marks whatever classes and flows are called", async () => {
    const plain = await marksOf(...plainNames);
    expect(plain.map(([name]) => name)).toEqual(["spread", "spread-by-group", "traffic", "sent", "overlay"]);
    expect(await marksOf("__proto__", "toString", "constructor", "valueOf")).toEqual(plain);
  });
});
