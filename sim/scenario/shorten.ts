/** At most 60 characters on one line; of a long text only the beginning is looked at. */
export function shorten(text: string): string {
  const line = text.slice(0, 1000).replace(/\s+/g, " ");
  return line.length <= 60 && text.length <= 1000 ? line : `${line.slice(0, 57)}…`;
}
