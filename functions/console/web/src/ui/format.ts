const UNITS = ["bytes", "KB", "MB", "GB", "TB", "PB"];
const numbers = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const dates = new Intl.DateTimeFormat("en", { dateStyle: "medium" });
const times = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

/** Such as 4.5 MB, in units of 1,024. */
export function formatBytes(bytes: number): string {
  if (bytes === 1) {
    return "1 byte";
  }
  const unit = bytes < 1 ? 0 : Math.min(Math.floor(Math.log(bytes) / Math.log(1024)), UNITS.length - 1);
  return `${numbers.format(bytes / 1024 ** unit)} ${UNITS[unit]}`;
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
