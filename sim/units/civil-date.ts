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

/**
 * Milliseconds from 1970 to a moment in UTC, written as a day (`2026-07-05`, its first moment) or with the time of the day
 * (`2026-07-05 18:30`, a `T` between them if you like); null if there is no such moment.
 */
export function dateMs(written: string): number | null {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:[ T]([01]\d|2[0-3]):([0-5]\d))?$/.exec(written);
  const dayMs = parts === null ? null : startOfDayMs(parts[1]);
  if (parts === null || dayMs === null) return null;
  const [hours, minutes] = [Number(parts[2] ?? 0), Number(parts[3] ?? 0)];
  return dayMs + (hours * 60 + minutes) * 60_000;
}

/** The moment as `dateMs` reads it, to the minute before it; without the time of the day at its start. Years 1970 to 9999. */
export function dateText(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const days = Math.floor(minutes / minutesPerDay);
  // A guess that is never too late: no year has more than 366 days.
  let year = 1970 + Math.floor(days / 366);
  while (yearStart(year + 1) <= days) year++;
  let rest = days - yearStart(year);
  let month = 0;
  while (rest >= monthLength(year, month)) rest -= monthLength(year, month++);
  const day = `${year}-${twoDigits(month + 1)}-${twoDigits(rest + 1)}`;
  const ofDay = minutes - days * minutesPerDay;
  return ofDay === 0 ? day : `${day} ${twoDigits(Math.floor(ofDay / 60))}:${twoDigits(ofDay % 60)}`;
}

const minutesPerDay = 1440;
const twoDigits = (number: number): string => String(number).padStart(2, "0");
const monthLength = (year: number, month: number): number =>
  monthLengths[month] + (month === 1 && isLeap(year) ? 1 : 0);
const yearStart = (year: number): number => (startOfDayMs(`${year}-01-01`) ?? Number.POSITIVE_INFINITY) / 86_400_000;
