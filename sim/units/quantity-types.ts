/**
 * Quantities that get confused are types of their own. They exist for the compiler only, and a plain number is as good as
 * any of them, so that arithmetic needs no casts; what is refused is one quantity in place of another: a length of time
 * where a moment is asked for, bytes where an amount is.
 */
declare const quantity: unique symbol;
export type Quantity<Value, Name extends string> = Value & { readonly [quantity]?: Name };

/** A moment: microseconds since the start of the run. */
export type SimTimeUs = Quantity<number, "SimTimeUs">;
/** A length of simulated time, microseconds. */
export type DurationUs = Quantity<number, "DurationUs">;
/** A size in bytes (8 bits). */
export type Bytes = Quantity<number, "Bytes">;
/** The same where it stands beside amounts in exact arithmetic. */
export type BigBytes = Quantity<bigint, "Bytes">;
/** A bandwidth in bits a second, not bytes. */
export type BitsPerSecond = Quantity<number, "BitsPerSecond">;
