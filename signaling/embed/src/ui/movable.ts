import type { Store } from '../page/storage.ts';
import { firstPlace, keepVisible, moveByKey, type Point, type Size } from './place.ts';

const kept = 'place';

/** Lets a window be dragged by its bar and moved by keys on its handle. It stays visible, and where it was after a reload. */
export function makeMovable(window_: HTMLElement, bar: HTMLElement, handle: HTMLElement, store: Store): () => void {
  let place: Point | null = store.get<Point>(kept);
  const size = (): Size => ({ width: window_.offsetWidth, height: window_.offsetHeight });
  const viewport = (): Size => ({ width: document.documentElement.clientWidth, height: window.innerHeight });
  const apply = () => {
    const now = place ? keepVisible(place, size(), viewport()) : firstPlace(size(), viewport());
    // Through the object model: a content security policy forbids style attributes, not this.
    window_.style.left = `${now.x}px`;
    window_.style.top = `${now.y}px`;
    return now;
  };
  const moveTo = (to: Point) => {
    place = to;
    place = apply();
    store.set(kept, place);
  };

  bar.onpointerdown = (down) => {
    const inside = down.target as Element;
    if (down.button !== 0 || (inside.closest('button') && !handle.contains(inside))) return;
    const from = apply();
    bar.setPointerCapture(down.pointerId);
    bar.onpointermove = (move) => moveTo({ x: from.x + move.clientX - down.clientX, y: from.y + move.clientY - down.clientY });
    bar.onpointerup = bar.onpointercancel = () => (bar.onpointermove = null);
  };
  handle.onkeydown = (event) => {
    const to = moveByKey(apply(), event.key, event.shiftKey, size(), viewport());
    if (!to) return;
    event.preventDefault();
    moveTo(to);
  };
  const resized = new ResizeObserver(apply);
  resized.observe(window_);
  window.addEventListener('resize', apply);
  return () => {
    resized.disconnect();
    window.removeEventListener('resize', apply);
  };
}
