/** Fields that a table has once, whatever its rows. */
import type { FieldType } from "./field-type.js";
import type { NumberColumn, NumberColumnType } from "./section.js";
import type { Stored } from "./stored.js";

export const figureType: FieldType<number> = {
  name: "number",
  save: (to, name, value) => to.number(name, value),
  load: (from, name) => from.number(name),
};

export const flagType: FieldType<boolean> = {
  name: "flag",
  save: (to, name, value) => to.number(name, value ? 1 : 0),
  load: (from, name) => from.number(name) === 1,
};

/** A whole number of any size. */
export const amountType: FieldType<bigint> = {
  name: "bigint",
  save: (to, name, value) => to.bigint(name, value),
  load: (from, name) => from.bigint(name),
};

/** Numbers in an order that belongs to the state. Loaded in place, since others may hold the array. */
export const sequenceType: FieldType<number[]> = {
  name: "sequence",
  save: (to, name, values) => to.list(name, values),
  load(from, name, values) {
    values.length = 0;
    for (const value of from.list(name)) values.push(value);
    return values;
  },
};

/** Numbers, each once, in the order in which they were added. */
export const setType: FieldType<Set<number>> = {
  name: "set",
  save: (to, name, values) => to.list(name, [...values]),
  load(from, name, values) {
    values.clear();
    for (const value of from.list(name)) values.add(value);
    return values;
  },
};

/** So many numbers and no more. */
export const vectorType = <Kind extends NumberColumn>(type: NumberColumnType<Kind>): FieldType<Kind> => ({
  name: "vector",
  save: (to, name, values) => to.numbers(name, values),
  load(from, name, values) {
    values.set(from.numbers(name, type, values.length));
    return values;
  },
});

/** State that stores itself; null where a run has none of it. */
export const partType: FieldType<Stored | null> = {
  name: "part",
  save(to, name, part) {
    if (part !== null) to.part(name, part);
  },
  load(from, name, part) {
    if (part !== null) from.part(name, part);
    return part;
  },
};
