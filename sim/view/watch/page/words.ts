/** Numbers and times as the page shows them. */

export const countText = (count: number): string => String(count).replaceAll(/\B(?=(\d{3})+$)/g, ",");

/** Name, seconds, and from which length of a run on. */
const units = [
  ["d", 86_400, 10 * 86_400],
  ["h", 3600, 2 * 3600],
  ["min", 60, 10 * 60],
] as const;

/** Seconds of simulated time, in the unit that suits the length of the run. */
export function timeText(seconds: number, horizonS: number): string {
  const [name, size] = units.find(([, , from]) => horizonS >= from) ?? ["s", 1];
  const digits = size === 1 ? 3 : 2;
  return `${(seconds / size).toFixed(digits)} ${name}`;
}

export const percentText = (share: number): string => `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
