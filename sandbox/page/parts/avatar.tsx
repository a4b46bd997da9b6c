import type { Person } from '../../workspace/page-protocol.ts';

/** Somebody's two letters on their colour. The colour comes from the server, so it is set as a property and not in the style sheet. */
export function Avatar({ person, size = 'medium' }: { person: Person | undefined; size?: 'small' | 'medium' | 'large' }) {
  if (!person) return <span className={`avatar avatar-${size} avatar-app`} aria-hidden="true" />;
  return (
    <span
      className={`avatar avatar-${size}`}
      style={{ backgroundColor: person.colour, color: inkOn(person.colour) }}
      aria-hidden="true"
    >
      {person.initials}
    </span>
  );
}

/** Black or white, whichever reads better on the colour (WCAG relative luminance). */
export function inkOn(colour: string): string {
  const hex = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  if (!hex) return '#ffffff';
  const [r = 0, g = 0, b = 0] = hex.slice(1).map((part) => {
    const channel = Number.parseInt(part, 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return luminance > 0.179 ? '#10151c' : '#ffffff';
}
