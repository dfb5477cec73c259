/**
 * A topology from CSV files, read line by line:
 *
 *     nodes   node,region,class,upload_mbit_s,download_mbit_s      all but `node` may be missing
 *     links   from,to,latency_ms,loss_share                        `loss_share` may be missing
 */
import { ErrorList } from "./errors.js";
import { type LineSource, rowsOf } from "./rows.js";
import { type ReadOptions, type ReadTopology, TopologyDraft } from "./topology-draft.js";

export interface TopologyCsv {
  readonly nodes: LineSource;
  /** None: everybody reaches everybody over the regions. */
  readonly links?: LineSource;
}

/** Throws `TopologyErrors`: all that is wrong with both files, each with file, line and reason. */
export function readTopologyCsv({ nodes, links }: TopologyCsv, options: ReadOptions = {}): ReadTopology {
  const errors = new ErrorList();
  const draft = new TopologyDraft(options, errors);
  const columns = { required: ["node"], optional: ["region", "class", "upload_mbit_s", "download_mbit_s"] };
  for (const { line, cell } of rowsOf(nodes, columns, errors))
    draft.addNode({ file: nodes.file, line }, cell("node"), {
      region: cell("region"),
      class: cell("class"),
      up: cell("upload_mbit_s"),
      down: cell("download_mbit_s"),
    });
  if (links !== undefined) {
    const { file } = links;
    const columns = { required: ["from", "to", "latency_ms"], optional: ["loss_share"] };
    for (const { line, cell } of rowsOf(links, columns, errors))
      draft.addLink({ file, line }, [cell("from"), cell("to")], {
        latency: cell("latency_ms"),
        loss: cell("loss_share"),
      });
  }
  return draft.finish(nodes.file);
}
