/** The speeds of the menu. */
export const speeds: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

/** The next slower or faster speed; the same one at the end. */
export function nextSpeed(speed: number, by: 1 | -1): number {
  const others = by > 0 ? speeds.filter((s) => s > speed) : speeds.filter((s) => s < speed).reverse();
  return others[0] ?? speed;
}
