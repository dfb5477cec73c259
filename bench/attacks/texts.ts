/** Amounts, sizes and intervals as docs/attacks.md writes them. */

/** Three digits that count, thousands set apart, a real minus. */
export function amountText(value: number): string {
  const size = Math.abs(value);
  const digits = size >= 100 || size === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(size)));
  const text = size.toFixed(Math.min(3, digits)).replace(/\B(?=(\d{3})+(?!\d)(?<!\.\d*))/g, ",");
  return value < 0 && Number(text.replaceAll(",", "")) !== 0 ? `−${text}` : text;
}

export const intervalText = (lower: string, upper: string): string => `[${lower}, ${upper}]`;

/** A size given in GB: 20 GB, 1.63 TB. */
export const sizeText = (sizeGB: number): string =>
  sizeGB >= 1000 ? `${trimmed(sizeGB / 1000)} TB` : `${trimmed(sizeGB)} GB`;

const trimmed = (value: number): string => String(Number(value.toPrecision(3)));
