import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCommand, version } from '../../src/embed/protocol.ts';

const read = (message: object) => readCommand({ onair: version, ...message });

test('commands are read with their values', () => {
  assert.deepEqual(read({ command: 'play', extra: 1 }), { command: 'play' });
  assert.deepEqual(read({ command: 'seek', seconds: 12.5 }), { command: 'seek', seconds: 12.5 });
  assert.deepEqual(read({ command: 'seek', live: true }), { command: 'seek', live: true });
  assert.deepEqual(read({ command: 'setVolume', volume: 0 }), { command: 'setVolume', volume: 0 });
  assert.deepEqual(read({ command: 'mute', muted: true }), { command: 'mute', muted: true });
  assert.deepEqual(read({ command: 'quality', height: 'auto' }), { command: 'quality', height: 'auto' });
});

test('what is no command, or has wrong values, is ignored', () => {
  for (const message of [null, 'play', 1, [], { command: 'play' }, { onair: 'other', command: 'play' }])
    assert.equal(readCommand(message), null);
  for (const message of [
    { command: 'seek' },
    { command: 'seek', seconds: NaN },
    { command: 'seek', seconds: '1' },
    { command: 'setVolume', volume: 2 },
    { command: 'setVolume', volume: -0.1 },
    { command: 'mute' },
    { command: 'quality', height: 'high' },
    { command: 'eval', code: '1' },
  ])
    assert.equal(read(message), null, JSON.stringify(message));
});
