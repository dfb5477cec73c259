/**
 * A topology from YAML: a mapping of nodes, each with what it is and the latencies of its links, in milliseconds.
 *
 *     nodes:
 *       berlin-1: { region: europe, class: home, links: { tokyo-1: 125, lima-1: 140 } }
 *       tokyo-1: { region: japan, upload_mbit_s: 100 }
 *
 * The text is read token by token, once; neither anchors nor tags are followed.
 */
import { isAlias, isMap, isScalar, LineCounter, type Node, type Pair, parseDocument } from "yaml";
import { ErrorList } from "./errors.js";
import { reasons } from "./reasons.js";
import { type ReadOptions, type ReadTopology, TopologyDraft } from "./topology-draft.js";

const nodeKeys = ["region", "class", "upload_mbit_s", "download_mbit_s", "links"];

/** Throws `TopologyErrors`: all that is wrong, each with file, line and reason. */
export function readTopologyYaml(file: string, text: string, options: ReadOptions = {}): ReadTopology {
  const errors = new ErrorList();
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const lineOf = (node: unknown): number => {
    const at = (node as Node | null)?.range?.[0];
    return at === undefined ? 1 : lines.linePos(at).line;
  };
  const fail = (node: unknown, reason: string): void => errors.add(file, lineOf(node), reason);
  for (const { pos, message } of document.errors) errors.add(file, lines.linePos(pos[0]).line, message);
  errors.throwIfAny();

  const draft = new TopologyDraft(options, errors);
  const root = document.contents;
  const pairs = entriesOf(root, "the file", ["nodes"], fail);
  const nodes = entriesOf(pairs.find(({ key }) => textOf(key) === "nodes")?.value ?? null, "nodes", null, fail);
  const found: { readonly name: string; readonly links: readonly Pair[] }[] = [];
  for (const { key, value } of nodes) {
    const name = textOf(key);
    const place = { file, line: lineOf(key) };
    const fields = entriesOf(value, `node ${name}`, nodeKeys, fail);
    const field = (of: string): Node | undefined =>
      (fields.find((pair) => textOf(pair.key) === of)?.value ?? undefined) as Node | undefined;
    const region = textOf(field("region"));
    const texts = { region, class: textOf(field("class")), up: textOf(field("upload_mbit_s")), down: textOf(field("download_mbit_s")) }; // prettier-ignore
    draft.addNode(place, name, texts);
    const links = field("links");
    if (links !== undefined) found.push({ name, links: entriesOf(links, `links of ${name}`, null, fail) });
  }
  for (const { name, links } of found)
    for (const { key, value } of links)
      draft.addLink({ file, line: lineOf(key) }, [name, textOf(key)], { latency: textOf(value) });
  return draft.finish(file);
}

/** What a scalar says as it is written: 007 is a name. */
const textOf = (node: unknown): string => (isScalar(node) ? (node.source ?? "").trim() : "");

function entriesOf(
  node: unknown,
  what: string,
  known: readonly string[] | null,
  fail: (node: unknown, reason: string) => void,
): readonly Pair[] {
  // A node without anything said of it.
  if (node === null || (isScalar(node) && node.value === null && known === nodeKeys)) return [];
  if (isAlias(node) || !isMap(node)) {
    fail(node, reasons.notAMap(what));
    return [];
  }
  const { items } = node;
  if (known !== null)
    for (const { key } of items)
      if (!known.includes(textOf(key))) fail(key, reasons.unknownKey(textOf(key).slice(0, 40), known));
  return items;
}
