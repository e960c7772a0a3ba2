/** 1234567 as "1,234,567". */
export function withThousands(value: number): string {
  return value.toLocaleString("en-US");
}

/** 0.974 as "97 %", or "97.4 %" with one digit. */
export function percent(probability: number, digits = 0): string {
  return `${(probability * 100).toFixed(digits)} %`;
}

/** 75 seconds as "1:15", an hour and more as "1:02:03". */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** 232589 as "227 KiB". */
export function byteSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(0)} KiB` : `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
}

/** A bar of a fixed width, filled up to a part between 0 and 1. */
export function bar(part: number, width = 24): string {
  const filled = Math.round(Math.min(Math.max(part, 0), 1) * width);
  return "█".repeat(filled) + "░".repeat(width - filled);
}
