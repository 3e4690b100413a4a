/**
 * A time of day as people write it (`9`, `9am`, `9:00`, `21.30`, `9h30`, `12 pm`), as `HH:MM`; undefined where it is none.
 */
export function parseTimeOfDay(text: string): string | undefined {
  const [, hours, minutes = '0', half] =
    /^(\d{1,2})(?:[:.h](\d{2})?)?\s*([ap])?\.?(?:m\.?)?$/i.exec(text.trim()) ?? [];
  if (hours === undefined) return undefined;
  const hour = Number(hours);
  const minute = Number(minutes);
  if (minute > 59 || hour > 23 || (half !== undefined && (hour < 1 || hour > 12))) return undefined;
  const inDay = half === undefined ? hour : (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return `${String(inDay).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
