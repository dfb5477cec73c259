/** Which of `count` rows stand for all: every one, or `atMost` evenly spread ones with the first and the last. */
export function spreadRows(count: number, atMost: number): number[] {
  if (count <= atMost) return Array.from({ length: count }, (_, row) => row);
  return Array.from({ length: atMost }, (_, k) => Math.round((k * (count - 1)) / Math.max(1, atMost - 1)));
}
