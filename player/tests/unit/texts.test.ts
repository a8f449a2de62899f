import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PageState } from '../../src/page/data.ts';
import { initial, type Failure, type PlaybackState } from '../../src/playback/machine.ts';
import { english } from '../../src/text/english.ts';
import { russian } from '../../src/text/russian.ts';
import { languageFor } from '../../src/text/texts.ts';
import { messageFor } from '../../src/ui/message.ts';

const page: PageState = { availability: 'video', title: 'Talk' };
const now = new Date('2026-03-05T08:00:00Z');
const message = (state: Partial<PlaybackState>, language = languageFor('en'), of = page) =>
  messageFor({ ...initial, ...state }, of, language, now);

test('the language is the first that is known', () => {
  assert.equal(languageFor(null, 'ru-RU', 'en').code, 'ru');
  assert.equal(languageFor('en', 'ru').code, 'en');
  assert.equal(languageFor('', 'de-AT', 'fr').code, 'en');
});

test('every text is there in every language, with what it is about', () => {
  const say = (text: unknown): string => (typeof text === 'function' ? String(text('VALUE', 'WHOLE')) : String(text));
  for (const key of Object.keys(english) as (keyof typeof english)[]) {
    const [a, b] = [say(english[key]), say(russian[key])];
    assert.equal(typeof russian[key], typeof english[key], key);
    for (const word of ['VALUE', 'WHOLE']) assert.equal(a.includes(word), b.includes(word), key);
    assert.match(b, /[а-яё]/i, key);
  }
});

test('an error says what the viewer can do, and offers to try again where that can help', () => {
  const failures: Failure[] = ['network', 'media', 'unsupported', 'denied', 'gone', 'failed'];
  for (const language of [languageFor('en'), languageFor('ru')]) {
    const messages = failures.map((failure) => message({ phase: 'error', failure }, language)!);
    assert.equal(new Set(messages.map((m) => m.text)).size, failures.length);
    // Two sentences: what is wrong, and what to do.
    for (const { text } of messages) assert.match(text, /^[^.]+\. [^.]+\.$/);
    assert.deepEqual(
      messages.map((m) => m.action),
      ['retry', 'retry', null, null, null, null],
    );
  }
});

test('a stream that has not begun says when it will', () => {
  const startsAt = '2026-03-06T10:00:00Z';
  assert.match(message({ phase: 'waiting', startsAt })!.text, /starts at March 6, 2026/);
  assert.match(message({ phase: 'waiting', startsAt }, languageFor('ru'))!.text, /6 марта 2026/);
  assert.equal(message({ phase: 'waiting' })!.text, english.waiting);
  assert.equal(
    message({ phase: 'waiting', startsAt: '2026-03-05T07:59:00Z' })!.text,
    english.waiting,
    'a time that has passed is no promise',
  );
});

test('a stream that a relay copies says why it does not start yet', () => {
  const starting = (problem?: PageState['problem']) =>
    message({ phase: 'waiting' }, languageFor('en'), { ...page, availability: 'starting', ...(problem && { problem }) })!;
  assert.equal(starting().text, english.starting);
  for (const problem of ['noAnswer', 'refused', 'unplayable', 'full'] as const) {
    assert.equal(starting(problem).text, english[problem]);
    assert.equal(starting(problem).action, null, 'it goes on by itself');
  }
});

test('the end of a stream is not the end of a video', () => {
  assert.equal(message({ phase: 'ended' })!.action, 'replay');
  const stream = message({ phase: 'ended' }, languageFor('en'), { ...page, availability: 'ended' })!;
  assert.deepEqual([stream.text, stream.action], [english.streamEnded, null]);
});

test('the picture is covered by nothing while it plays or is paused', () => {
  assert.equal(message({ phase: 'playing' }), null);
  assert.equal(message({ phase: 'paused' }), null);
  assert.equal(message({ phase: 'ready' })!.action, 'play');
});
