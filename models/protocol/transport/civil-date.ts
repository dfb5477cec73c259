const daysByMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Milliseconds from 1970-01-01 to the start of a day in UTC, written as `2024-11-24`; null if there is no such day. Years 1970 to 9999. */
export function startOfDayMs(date: string): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (parts === null) return null;
  const [year, month, day] = parts.slice(1).map(Number);
  if (year < 1970 || month < 1 || month > 12) return null;
  const length = monthLengths[month - 1] + (month === 2 && isLeap(year) ? 1 : 0);
  if (day < 1 || day > length) return null;
  const before = year - 1;
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400) - leapDaysTo1970;
  const inYear = daysByMonth[month - 1] + (month > 2 && isLeap(year) ? 1 : 0) + day - 1;
  return ((year - 1970) * 365 + leapDays + inYear) * 86_400_000;
}

/** Leap days of the years 1 to 1969. */
const leapDaysTo1970 = 477;
