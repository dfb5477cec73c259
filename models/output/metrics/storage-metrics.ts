/** What users store and delete again: metrics of scenarios in which they do. */
import type { Network } from "../../changes/network.js";
import type { StoredFiles } from "../../state/stored-files.js";
import type { Metric } from "./metric.js";

const ofFiles =
  (read: (files: StoredFiles) => number) =>
  ({ world: { files } }: Network): number => {
    if (files === null) throw new Error("a network whose users delete nothing has no such files");
    return read(files);
  };

/** Of scenarios with a class in `fees.classes` that is deleted some time, after those of their market. */
export const storageMetrics: readonly Metric[] = [
  {
    name: "storage.files",
    unit: "files",
    about: "files on all shards that are deleted some time",
    kind: "count",
    read: ofFiles(({ stored, deleted }) => stored - deleted),
  },
  {
    name: "storage.bytes",
    unit: "bytes",
    about: "data that they are",
    kind: "count",
    read: ofFiles(({ keptBytes }) => keptBytes),
  },
  {
    name: "storage.deletions",
    unit: "files",
    about: "files deleted up to the last state step",
    kind: "count",
    isTotal: true,
    read: ofFiles(({ deleted }) => deleted),
  },
  {
    name: "storage.deletedBytes",
    unit: "bytes",
    about: "data deleted up to the last state step",
    kind: "count",
    isTotal: true,
    read: ofFiles(({ deletedBytes }) => deletedBytes),
  },
];
