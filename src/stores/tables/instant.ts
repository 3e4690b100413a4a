/** An instant (ISO 8601) in the form in which all are kept, so that their texts compare as their times do. */
export function toInstant(iso: string): string {
  return new Date(iso).toISOString();
}
