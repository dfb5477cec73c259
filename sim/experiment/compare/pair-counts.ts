/** How many pairs a comparison has where nobody says: below ten intervals are wide. */
export const defaultPairs = 10;
/** No more for an interval that is to be narrow, unless more are said. */
export const defaultMaxPairs = 1000;
/** Of a single pair nothing is known of how far others are apart. */
export const minPairs = 2;
