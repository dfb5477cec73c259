/**
 * Elementary functions with the same last bit in every JavaScript engine. The engine's own `Math.exp`, `Math.log`,
 * `Math.pow`, `Math.sin` … may change with its version; these are fixed sequences of + − × ÷ and bit moves (FreeBSD's
 * msun in JavaScript, by stdlib), which IEEE 754 makes exact. `Math.sqrt`, `abs`, `floor` and the four operations are
 * exact as they are. Arguments outside the domain give NaN, overflow gives ±Infinity; the error is below 1 unit in the last place.
 */
import stdlibCos from "@stdlib/math-base-special-cos";
import stdlibExp from "@stdlib/math-base-special-exp";
import stdlibExpm1 from "@stdlib/math-base-special-expm1";
import stdlibLn from "@stdlib/math-base-special-ln";
import stdlibLog1p from "@stdlib/math-base-special-log1p";
import stdlibPow from "@stdlib/math-base-special-pow";
import stdlibSin from "@stdlib/math-base-special-sin";

type RealFunction = (x: number) => number;

/** e to the power x. */
export const exp: RealFunction = stdlibExp;
/** e to the power x, less 1: keeps its digits for small x. */
export const expm1: RealFunction = stdlibExpm1;
/** Natural logarithm of x ≥ 0; ln 0 = −Infinity. */
export const ln: RealFunction = stdlibLn;
/** Natural logarithm of 1 + x for x ≥ −1: keeps its digits for small x. */
export const log1p: RealFunction = stdlibLog1p;
/** base to the power exponent. */
export const pow: (base: number, exponent: number) => number = stdlibPow;
/** Sine of x in radians. */
export const sin: RealFunction = stdlibSin;
/** Cosine of x in radians. */
export const cos: RealFunction = stdlibCos;
