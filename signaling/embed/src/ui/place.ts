/** A point in the viewport, in CSS pixels from its left upper corner. */
export interface Point {
  x: number;
  y: number;
}

/** Width and height in CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

const margin = 8;

/** The place nearest to the wanted one at which a window is wholly visible. A window that is too large keeps its left upper corner. */
export function keepVisible(wanted: Point, window: Size, viewport: Size): Point {
  const keep = (value: number, most: number) => Math.round(Math.max(margin, Math.min(value, most)));
  return {
    x: keep(wanted.x, viewport.width - window.width - margin),
    y: keep(wanted.y, viewport.height - window.height - margin),
  };
}

/** Where a window starts: the right lower corner. */
export function firstPlace(window: Size, viewport: Size): Point {
  return keepVisible({ x: viewport.width, y: viewport.height }, window, viewport);
}

/** Where a key moves a window, or null if the key does not move it. With Shift a step is larger. */
export function moveByKey(from: Point, key: string, shift: boolean, window: Size, viewport: Size): Point | null {
  const step = shift ? 64 : 16;
  switch (key) {
    case 'ArrowLeft':
      return keepVisible({ x: from.x - step, y: from.y }, window, viewport);
    case 'ArrowRight':
      return keepVisible({ x: from.x + step, y: from.y }, window, viewport);
    case 'ArrowUp':
      return keepVisible({ x: from.x, y: from.y - step }, window, viewport);
    case 'ArrowDown':
      return keepVisible({ x: from.x, y: from.y + step }, window, viewport);
    case 'Home':
      return keepVisible({ x: 0, y: 0 }, window, viewport);
    case 'End':
      return firstPlace(window, viewport);
    default:
      return null;
  }
}
