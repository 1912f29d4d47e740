const UNITS = ["bytes", "KB", "MB", "GB", "TB", "PB"];
const numbers = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const dates = new Intl.DateTimeFormat("en", { dateStyle: "medium" });
const times = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

/** Such as 4.5 MB, in units of 1,024. */
export function formatBytes(bytes: number): string {
  if (bytes === 1) {
    return "1 byte";
  }
  let [shown, unit] = [bytes, 0];
  // From there on it would be rounded to 1,024.
  while (shown >= 1023.95 && unit < UNITS.length - 1) {
    shown /= 1024;
    unit++;
  }
  return `${numbers.format(shown)} ${UNITS[unit]}`;
}

export function formatNumber(number: number): string {
  return numbers.format(number);
}

/** Such as "1 object", "2,000 objects". */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${numbers.format(count)} ${count === 1 ? one : many}`;
}

export function formatDate(date: Date): string {
  return dates.format(date);
}

export function formatTime(date: Date): string {
  return times.format(date);
}
