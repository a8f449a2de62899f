/** A time of a video: 1:05 or 1:01:05; negative ones with a minus sign. */
export function clock(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds));
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] ? parts : parts.slice(1);
  const text = shown.map((part, i) => (i ? String(part).padStart(2, '0') : String(part))).join(':');
  return seconds < 0 && whole ? `−${text}` : text;
}

/** A time for people who hear it, e.g. "1 hour, 5 seconds". */
export function spoken(seconds: number, language: string): string {
  const whole = Math.floor(Math.abs(seconds));
  const units = { hour: Math.floor(whole / 3600), minute: Math.floor(whole / 60) % 60, second: whole % 60 };
  const said = Object.entries(units).filter(([unit, value]) => value || (unit === 'second' && whole === 0));
  return said.map(([unit, value]) => value.toLocaleString(language, { style: 'unit', unit, unitDisplay: 'long' })).join(', ');
}

/** A time of the schedule in the viewer's own zone; with its day unless that is today. */
export function moment(time: string, language: string, now: Date): string {
  const at = new Date(time);
  const today = at.toDateString() === now.toDateString();
  return at.toLocaleString(language, today ? { timeStyle: 'short' } : { dateStyle: 'long', timeStyle: 'short' });
}
