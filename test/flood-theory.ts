/** How far a flood goes, by theory. */

/**
 * Mean distance in a k-out random graph, mean-field: whoever is not yet reached is missed by each link end of the last step
 * with the chance 1 − 1/n. A node has 2k neighbours on average; reached through a link it has 2k more where it was chosen,
 * and 2k − 1 where it chose, 2k − ½ on average. After Newman, Strogatz, Watts, "Random graphs with arbitrary degree
 * distributions and their applications" (2001).
 */
export function meanHops(nodeCount: number, degree: number): number {
  let last = 1;
  let reached = 1;
  let sum = 0;
  for (let hop = 1; reached < nodeCount - 0.5 && hop < 50; hop++) {
    const ends = last * (hop === 1 ? 2 * degree : 2 * degree - 0.5);
    last = (nodeCount - reached) * (1 - (1 - 1 / nodeCount) ** ends);
    sum += hop * last;
    reached += last;
  }
  return sum / (reached - 1);
}
