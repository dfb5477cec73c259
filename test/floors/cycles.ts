/** Cycles of a directed graph. */

/** Groups of nodes that can all reach each other, of two or more, each sorted, in order. */
export function cyclesIn(graph: ReadonlyMap<string, ReadonlySet<string>>): readonly (readonly string[])[] {
  const reachable = new Map([...graph.keys()].map((node) => [node, reachableFrom(graph, node)]));
  const reaches = (from: string, to: string): boolean => reachable.get(from)?.has(to) === true;
  const seen = new Set<string>();
  const groups: (readonly string[])[] = [];
  for (const node of [...graph.keys()].toSorted()) {
    if (seen.has(node) || !reaches(node, node)) continue;
    const group = [...graph.keys()].filter((other) => reaches(node, other) && reaches(other, node)).toSorted();
    group.forEach((one) => seen.add(one));
    groups.push(group);
  }
  return groups;
}

function reachableFrom(graph: ReadonlyMap<string, ReadonlySet<string>>, start: string): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [start];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const next of graph.get(node) ?? []) {
      if (found.has(next)) continue;
      found.add(next);
      open.push(next);
    }
  }
  return found;
}
