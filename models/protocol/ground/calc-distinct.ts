/** Lists whose items have names: two with the same name would leave one answer for both. */
import type { z } from "zod";

/**
 * For `.superRefine` of a list: refuses two items with the same name (an address, a filter) and says where the second
 * one stands. `inside` is the field of the item that holds the name, empty where the item itself does. Empty names are no names.
 */
export function distinct<Item>(nameOf: (item: Item) => string, inside: readonly string[] = []) {
  return (items: readonly Item[], context: z.RefinementCtx): void => {
    const seen = new Set<string>();
    for (const [k, item] of items.entries()) {
      const name = nameOf(item);
      if (name !== "" && seen.has(name)) {
        context.addIssue({ code: "custom", message: `${name} occurs twice`, path: [k, ...inside], input: items });
        return;
      }
      seen.add(name);
    }
  };
}
