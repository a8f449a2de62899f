import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstPlace, keepVisible, moveByKey } from '../../src/ui/place.ts';

const size = { width: 240, height: 300 };
const viewport = { width: 1000, height: 800 };

test('a window starts in the right lower corner', () => {
  assert.deepEqual(firstPlace(size, viewport), { x: 752, y: 492 });
});

test('a window stays wholly visible wherever it is dragged', () => {
  assert.deepEqual(keepVisible({ x: -50, y: 9999 }, size, viewport), { x: 8, y: 492 });
  assert.deepEqual(keepVisible({ x: 100.4, y: 200.6 }, size, viewport), { x: 100, y: 201 });
});

test('a window that is larger than the viewport keeps its left upper corner', () => {
  assert.deepEqual(keepVisible({ x: 300, y: 300 }, { width: 2000, height: 2000 }, viewport), { x: 8, y: 8 });
});

test('arrow keys move it by 16 pixels, with Shift by 64', () => {
  const from = { x: 100, y: 100 };
  assert.deepEqual(moveByKey(from, 'ArrowRight', false, size, viewport), { x: 116, y: 100 });
  assert.deepEqual(moveByKey(from, 'ArrowUp', true, size, viewport), { x: 100, y: 36 });
  assert.deepEqual(moveByKey(from, 'Home', false, size, viewport), { x: 8, y: 8 });
  assert.deepEqual(moveByKey(from, 'End', false, size, viewport), { x: 752, y: 492 });
});

test('other keys are left to the page', () => {
  assert.equal(moveByKey({ x: 0, y: 0 }, 'Tab', false, size, viewport), null);
});
