import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pauseBefore, remedy, type SourceError } from '../../src/playback/recovery.ts';
import { errorOf } from '../../src/source/hlsSource.ts';
import { nativeError } from '../../src/source/nativeSource.ts';

const half = (): number => 0.5;
const network = (status: number, playlist = true): SourceError => ({ kind: 'network', status, playlist });

test('a live stream that has not begun is waited for as long as it takes', () => {
  for (const status of [401, 403, 404, 410])
    for (const earlier of [0, 5, 500]) assert.equal(remedy(network(status), true, false, earlier).do, 'wait', `${status} ${earlier}`);
});

test('pauses grow to 20 s, and differ from viewer to viewer', () => {
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5, 60].map((n) => pauseBefore(n, half)),
    [1000, 2000, 4000, 8000, 16000, 20000, 20000],
  );
  assert.ok(pauseBefore(3, () => 0) < 8000 && pauseBefore(3, () => 0.99) > 8000);
});

test('a playlist that vanishes is asked for at the gateway; a segment is loaded again', () => {
  assert.equal(remedy(network(404), true, true, 0).do, 'restart');
  assert.equal(remedy(network(403, false), false, true, 0).do, 'restart');
  assert.equal(remedy(network(0, false), true, true, 0).do, 'resume-load');
  assert.equal(remedy(network(503, false), true, true, 0).do, 'resume-load');
});

test('after six attempts the viewer is asked', () => {
  assert.equal(remedy(network(0), false, true, 5).do, 'restart');
  assert.deepEqual(remedy(network(0), false, true, 6), { do: 'fail', failure: 'network' });
  assert.deepEqual(remedy(network(404), false, false, 6), { do: 'fail', failure: 'network' });
});

test('a media error is recovered from twice', () => {
  const media: SourceError = { kind: 'media', status: 0, playlist: false };
  assert.deepEqual(
    [0, 1].map((n) => remedy(media, true, true, n).do),
    ['recover-media', 'recover-media'],
  );
  assert.deepEqual(remedy(media, true, true, 2), { do: 'fail', failure: 'media' });
  assert.deepEqual(remedy({ kind: 'other', status: 0, playlist: false }, true, true, 0), { do: 'fail', failure: 'unsupported' });
});

test('errors of hls.js and of the media element are told apart', () => {
  const of = (type: string, details: string, code?: number): SourceError =>
    errorOf({ type, details, response: code === undefined ? undefined : { url: '', data: undefined, code } } as never);
  assert.deepEqual(of('networkError', 'manifestLoadError', 404), { kind: 'network', status: 404, playlist: true });
  assert.deepEqual(of('networkError', 'fragLoadError', 503), { kind: 'network', status: 503, playlist: false });
  assert.equal(of('mediaError', 'bufferAppendError').kind, 'media');
  assert.equal(of('mediaError', 'manifestIncompatibleCodecsError').kind, 'other');
  assert.equal(of('mediaError', 'bufferAddCodecError').kind, 'other');
  assert.equal(of('keySystemError', 'keySystemNoAccess').kind, 'other');
  assert.deepEqual(nativeError(4, 404), { kind: 'network', status: 404, playlist: true });
  assert.equal(nativeError(4, 200).kind, 'other');
  assert.equal(nativeError(3, 206).kind, 'media');
  assert.deepEqual(nativeError(2, 206), { kind: 'network', status: 206, playlist: false });
});
