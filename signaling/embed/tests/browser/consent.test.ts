import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { eventually, moves, Stage } from '../support/stage.ts';

let stage: Stage;
before(async () => {
  stage = await new Stage().open();
});
afterEach(() => stage.clear());
after(() => stage.close());

test('a refused viewer reads so, and when to ask again', async () => {
  stage.service.options.declinedSeconds = 6;
  const { alice, bob } = await stage.pair();
  await bob.getByRole('button', { name: 'Watch Alice' }).click();
  await alice.getByRole('button', { name: 'Decline' }).click();
  await bob.getByText('Alice declined your request.').waitFor();
  assert.equal(await alice.getByRole('dialog').count(), 0);

  await bob.getByRole('button', { name: 'Watch Alice' }).click();
  const status = bob.locator('onair-control [role=status]');
  await status.getByText(/^You can ask again in [56] s\.$/).waitFor();
  // A busy browser may leave out a number.
  await status.getByText(/^You can ask again in [1-4] s\.$/).waitFor();
  const button = bob.getByRole('button', { name: 'Watch Alice' });
  assert.equal(await button.getAttribute('aria-disabled'), 'true');
  // The counting numbers are not read aloud; the sentence was, once.
  assert.equal(await status.getAttribute('aria-live'), 'off');
  await bob.evaluate(() => window.Onair!.watch('alice'));
  assert.equal(stage.service.messages('bob', 'watch').length, 2, 'nothing is asked while it counts');
  await eventually(async () => (await status.textContent()) === '', 'the time is over');
  assert.equal(stage.service.messages('bob', 'watch').length, 2);
  assert.equal(await alice.getByRole('dialog').count(), 0);

  await button.click();
  await alice.getByRole('button', { name: 'Accept' }).click();
  await moves(bob, 'alice');
});

test('a new broadcast may be asked about at once', async () => {
  const { alice, bob } = await stage.pair();
  const watch = bob.getByRole('button', { name: 'Watch Alice' });
  await watch.click();
  await alice.getByRole('button', { name: 'Decline' }).click();
  await bob.getByText('Alice declined your request.').waitFor();
  await watch.click();
  await bob
    .getByRole('main')
    .getByText(/You can ask again in/)
    .waitFor();
  await alice.getByRole('main').getByRole('button', { name: 'Stop broadcast' }).click();
  await watch.waitFor({ state: 'detached' });
  await alice.getByRole('button', { name: 'Start broadcast' }).click();
  await watch.click();
  await alice.getByRole('button', { name: 'Accept' }).click();
  await moves(bob, 'alice');
});

test('Escape declines, and no key that was meant for the page answers', async () => {
  const allowed = () => stage.service.messages('alice', 'consent').filter((message) => message['allow']).length;
  const before = allowed();
  const { alice, bob } = await stage.pair();
  await bob.getByRole('button', { name: 'Watch Alice' }).click();
  await alice.getByRole('dialog', { name: 'Bob wants to watch you' }).waitFor();
  await alice.keyboard.press('Enter');
  await alice.keyboard.press('Space');
  assert.equal(allowed(), before);
  await alice.keyboard.press('Escape');
  await bob.getByText('Alice declined your request.').waitFor();
});

test('a broadcaster who types keeps the focus', async () => {
  const { alice, bob } = await stage.pair();
  await alice.evaluate(() => document.querySelector('main')!.append(document.createElement('textarea')));
  await alice.locator('textarea').focus();
  await bob.getByRole('button', { name: 'Watch Alice' }).click();
  await alice.getByRole('dialog', { name: 'Bob wants to watch you' }).waitFor();
  await alice.keyboard.type('hello there ');
  assert.equal(await alice.locator('textarea').inputValue(), 'hello there ');
  assert.equal(await alice.getByRole('dialog').isVisible(), true);
});

test('no answer is a timeout, and the dialog goes', async () => {
  stage.service.options.consentSeconds = 0.5;
  const { alice, bob } = await stage.pair();
  await bob.getByRole('button', { name: 'Watch Alice' }).click();
  await bob.getByText('Alice did not answer. Try again later.').waitFor();
  assert.equal(await alice.getByRole('dialog').count(), 0);
});

test('a withdrawn request closes the dialog', async () => {
  const { alice, bob } = await stage.pair();
  await bob.getByRole('button', { name: 'Watch Alice' }).click();
  await alice.getByRole('dialog').waitFor();
  await bob.getByRole('button', { name: 'Stop watching Alice' }).click();
  await alice.getByRole('dialog').waitFor({ state: 'detached' });
});

test('direct refusals have words of their own', async () => {
  const { bob } = await stage.pair();
  const sentences = {
    busy: 'Alice already has a viewer. Try again later.',
    'rate-limited': 'You sent too many requests. Wait a minute, then try again.',
    unavailable: 'The broadcast service does not answer. Trying again…',
    'not-allowed': 'You have no permission to watch here.',
    declined: 'Alice declined your request.',
  };
  for (const [reason, sentence] of Object.entries(sentences)) {
    stage.service.options.refuse = reason;
    await bob.getByRole('button', { name: 'Watch Alice' }).click();
    await bob.getByText(sentence).waitFor();
  }
});

test('always for this person needs no second question', async () => {
  const { alice, bob } = await stage.pair();
  await bob.getByRole('button', { name: 'Watch Alice' }).click();
  await alice.getByRole('checkbox', { name: 'Always accept Bob' }).check();
  await alice.getByRole('button', { name: 'Accept' }).click();
  await moves(bob, 'alice');
  await bob.getByRole('button', { name: 'Stop watching Alice' }).first().click();
  await bob.getByRole('button', { name: 'Watch Alice' }).click();
  await moves(bob, 'alice');
  assert.equal(stage.service.messages('alice', 'consent').at(-1)!['remember'], true);
});

test('a page may ask in its own way', async () => {
  const { alice, bob } = await stage.pair();
  await alice.evaluate(() =>
    document.addEventListener('onair:ask', (event) => {
      event.preventDefault();
      (event as CustomEvent<{ refuse(): void }>).detail.refuse();
    }),
  );
  // Bob is remembered from the test before; Carol is not.
  const carol = await stage.visit(bob.context(), '/carol', '<div data-onair-watch="alice"></div>', 'data-user="carol" data-name="Carol"');
  await carol.getByRole('button', { name: 'Watch Alice' }).click();
  await carol.getByText('Alice declined your request.').waitFor();
});

test('a broadcast that ends takes the picture with it', async () => {
  const { alice, bob } = await stage.pair();
  await bob.getByRole('button', { name: 'Watch Alice' }).click();
  await moves(bob, 'alice');
  await alice.getByRole('button', { name: 'Stop broadcast' }).last().click();
  await bob.getByText('Alice is no longer live.').waitFor();
  assert.equal(await bob.locator('video').count(), 0);
  await alice.getByText('The broadcast has ended.').waitFor();
  assert.equal(await alice.getByRole('region', { name: 'Your broadcast' }).count(), 0);
});

test('the broadcaster ends one view, and undoes what was agreed for always', async () => {
  const { alice, bob } = await stage.pair();
  // Bob is remembered from a test before.
  await bob.getByRole('button', { name: 'Watch Alice' }).click();
  await moves(bob, 'alice');
  await alice.getByRole('button', { name: 'End the view of Bob' }).click();
  await bob.getByText('Alice ended your view.').waitFor();
  await alice.getByRole('button', { name: 'Camera and microphone' }).click();
  await alice.getByRole('button', { name: 'Ask again about everyone' }).click();
  await bob.getByRole('button', { name: 'Watch Alice' }).click();
  await alice.getByRole('dialog', { name: 'Bob wants to watch you' }).waitFor();
});

test('no page reported an error', () => assert.deepEqual(stage.errors, []));
