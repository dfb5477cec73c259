/** Adds the items of a list of any length to another. As arguments of `push` they would stand on the stack, which is small. */
export function append<Item>(list: Item[], more: Iterable<Item>): void {
  for (const item of more) list.push(item);
}
