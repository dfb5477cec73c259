/** The topology of a scenario: over which links messages go, and who announces to whom. */
import { counted } from "../../sim/units/readable.js";
import { unlimited } from "../../sim/network/node-class.js";
import { TopologyErrors } from "../../sim/network/files/errors.js";
import { readTopologyCsv } from "../../sim/network/files/read-csv.js";
import type { Links, Topology } from "../../sim/network/topology.js";
import type { Infeasible } from "../../sim/experiment/model.js";
import type { RelayScenario } from "./schema.js";

export interface RelayTopology {
  readonly topology: Topology;
  /** Of each node, those that it announces blocks to. */
  readonly consumers: Links;
}

const noLinks = (nodeCount: number): Links => ({
  starts: new Int32Array(nodeCount + 1),
  ends: new Int32Array(0),
  latencyUs: new Int32Array(0),
  lossShare: null,
});

/** Throws `TopologyErrors`, whose files are the paths of the scenario. */
export function topologyOf({ topology: written }: RelayScenario): RelayTopology {
  const { nodes, links, upload, download } = written;
  const files = {
    nodes: { file: "topology.nodes", lines: nodes.split(/\r?\n/) },
    links: { file: "topology.links", lines: links.split(/\r?\n/) },
  };
  const defaultClass = { ...unlimited, uploadBitsPerS: upload, downloadBitsPerS: download };
  const { topology } = readTopologyCsv(files, { direction: "mirrored", defaultClass });
  const asWritten = readTopologyCsv(files, { direction: "as written", defaultClass }).topology;
  return { topology, consumers: asWritten.links ?? noLinks(topology.nodeCount) };
}

/** What is wrong with the topology, at the path where its file is named, with the line there. */
export function topologyProblems(scenario: RelayScenario): readonly Infeasible[] {
  try {
    topologyOf(scenario);
    return [];
  } catch (error) {
    if (!(error instanceof TopologyErrors)) throw error;
    const { errors, left } = error;
    const found = errors.map(({ file, line, reason }) => ({ path: file, message: `line ${line}: ${reason}` }));
    return left === 0 ? found : [...found, { path: "topology", message: `and ${counted(left, "more error")}` }];
  }
}
