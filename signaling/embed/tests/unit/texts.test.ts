import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sentence, type Reason } from '../../src/core.ts';
import { obstacle, problemOf } from '../../src/media/problem.ts';
import { closeReason, endReason, errorReason, refusalReason, stopReason } from '../../src/reasons.ts';
import { english } from '../../src/text/english.ts';
import { russian } from '../../src/text/russian.ts';
import { textsFor } from '../../src/text/texts.ts';
import { broadcastView, watchView } from '../../src/views.ts';

test('the language is the first that is known', () => {
  assert.equal(textsFor(undefined, 'ru-RU', 'en').language, 'ru');
  assert.equal(textsFor('en', 'ru').language, 'en');
  assert.equal(textsFor('', 'de-AT', 'fr').language, 'en');
});

test('every text is there in every language, with the name in it', () => {
  for (const key of Object.keys(english) as Reason[]) {
    const [a, b] = [sentence(english, key, 'Anna'), sentence(russian, key, 'Anna')];
    assert.equal(typeof russian[key], typeof english[key], key);
    assert.ok(a && b, key);
    assert.equal(a.includes('Anna'), b.includes('Anna'), key);
    assert.match(b, /[а-яё]/i, key);
  }
});

test('refusal, timeout, busy, no camera and a denied permission have words of their own', () => {
  const reasons: Reason[] = [
    ...(['declined', 'timeout', 'busy', 'offline', 'not-allowed', 'own', 'rate-limited', 'unavailable'] as const).map(refusalReason),
    ...['NotAllowedError', 'NotFoundError', 'NotReadableError', 'AbortError'].map((name) => problemOf({ name })),
  ];
  for (const texts of [english, russian]) assert.equal(new Set(reasons.map((reason) => sentence(texts, reason, 'A'))).size, reasons.length);
});

test('what a newer service says has a sentence, too', () => {
  const unknown = 'from-the-future' as never;
  for (const reason of [refusalReason(unknown), endReason(unknown)!, stopReason(unknown), errorReason(unknown)])
    assert.ok(sentence(english, reason, 'A'));
  assert.equal(closeReason('left'), null);
  assert.equal(endReason('left'), null);
});

test('a page without https or without the APIs cannot broadcast', () => {
  assert.equal(obstacle(false, false, true), 'insecure');
  assert.equal(obstacle(true, true, false), 'unsupported');
  assert.equal(obstacle(true, true, true), null);
});

test('the watch button shows while the person is live', () => {
  assert.equal(watchView(english, 'Anna', 'offline', null).label, null);
  assert.equal(watchView(english, 'Anna', 'online', null).label, 'Watch Anna');
  assert.equal(watchView(english, 'Anna', 'online', 'refused').status, 'Anna declined your request.');
  const waiting = watchView(english, 'Anna', 'online', 'tooSoon', 26);
  assert.deepEqual([waiting.status, waiting.busy, waiting.label], ['You can ask again in 26 s.', true, 'Watch Anna']);
  assert.equal(watchView(russian, 'Анна', 'online', 'tooSoon', 26).status, 'Снова попросить можно через 26 с.');
  assert.equal(watchView(english, 'Anna', 'asking', null).label, 'Stop watching Anna');
  assert.equal(watchView(english, 'Anna', 'online', 'own').label, null);
});

test('the broadcast button follows the broadcast', () => {
  assert.equal(broadcastView(english, '', 'idle', null).label, 'Start broadcast');
  assert.equal(broadcastView(english, '', 'starting', null).busy, true);
  assert.equal(broadcastView(english, '', 'live', null).stop, true);
  assert.equal(broadcastView(english, '', 'elsewhere', 'elsewhere').label, 'Broadcast from here');
  assert.equal(broadcastView(english, '', 'idle', 'mayNotBroadcast').label, null);
});
