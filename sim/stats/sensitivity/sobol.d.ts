/** The package has no types of its own. */
declare module "sobol" {
  export class SobolSequenceGenerator {
    /** Of 1 to 21,201 dimensions. */
    constructor(dimension: number);
    /** The next point, from the origin on. */
    nextVector(): number[];
  }
}
