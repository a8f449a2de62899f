import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyAction, type PressedKey } from '../../src/ui/keys.ts';
import { nextSpeed } from '../../src/ui/speeds.ts';

const press = (key: string, more: Partial<PressedKey> = {}) =>
  keyAction({ key, code: '', modified: false, shift: false, focus: 'player', ...more });

test('each documented key does its work', () => {
  for (const key of [' ', 'k', 'K']) assert.deepEqual(press(key), { do: 'toggle' });
  assert.deepEqual(
    ['j', 'l', 'ArrowLeft', 'ArrowRight'].map((key) => press(key)).map((a) => a?.do === 'skip' && a.seconds),
    [-10, 10, -5, 5],
  );
  assert.deepEqual(
    ['m', 'f', 'c', '?', 'Home', 'End'].map((key) => press(key)?.do),
    ['mute', 'full-screen', 'captions', 'help', 'start', 'end'],
  );
  assert.deepEqual(press('7'), { do: 'tenth', tenth: 7 });
  assert.deepEqual(press('<'), { do: 'speed', by: -1 });
  assert.equal(press('x'), null);
  assert.equal(press('Enter'), null);
});

test('letters of a Cyrillic keyboard mean the letter of their place', () => {
  assert.deepEqual(press('л', { code: 'KeyK' }), { do: 'toggle' });
  assert.deepEqual(press('Ю', { code: 'Period', shift: true }), { do: 'speed', by: 1 });
  assert.equal(press('э', { code: 'Quote' }), null);
  assert.equal(press('t', { code: 'KeyK' }), null, 'Dvorak has a k of its own');
});

test('buttons, sliders, menus and shortcuts of the browser keep their keys', () => {
  assert.equal(press(' ', { focus: 'button' }), null);
  assert.deepEqual(press('k', { focus: 'button' }), { do: 'toggle' });
  for (const key of ['ArrowUp', 'ArrowLeft', 'Home', 'PageUp']) assert.equal(press(key, { focus: 'volume' }), null);
  assert.equal(press('k', { focus: 'elsewhere' }), null);
  assert.equal(press('l', { modified: true }), null);
});

test('speeds go from step to step and stop at the ends', () => {
  assert.deepEqual([nextSpeed(1, 1), nextSpeed(1, -1), nextSpeed(2, 1), nextSpeed(0.5, -1), nextSpeed(1.1, -1)], [1.25, 0.75, 2, 0.5, 1]);
});
