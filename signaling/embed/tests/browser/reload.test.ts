import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { asked, holdPrompts, permit, tracksOn } from '../support/prompts.ts';
import { Road } from '../support/road.ts';
import { eventually, frames, moves, Stage } from '../support/stage.ts';

let stage: Stage;
before(async () => {
  stage = await new Stage().open();
});
afterEach(() => stage.clear());
after(() => stage.close());

test('a broadcaster who reloads is asked, continues, and the viewer sees the picture again', async (context) => {
  const { alice, bob } = await stage.watching();
  await alice.reload();
  await bob.getByText('Alice is reconnecting…').first().waitFor();
  await alice.getByRole('dialog', { name: 'Continue the broadcast?' }).waitFor();
  assert.equal(await alice.locator('video').count(), 0, 'the camera is off until the person agrees');
  await alice.getByRole('checkbox', { name: 'Always continue after a reload' }).check();
  await alice.getByRole('button', { name: 'Continue' }).last().click();
  await moves(bob, 'alice');
  await alice.getByText('Bob is watching.').waitFor();

  const reloaded = Date.now();
  await alice.reload();
  await eventually(() => stage.service.messages('alice', 'offer').length === 3, 'a third connection');
  await moves(bob, 'alice');
  context.diagnostic(`the viewer saw the broadcaster again ${Date.now() - reloaded} ms after the reload`);
  assert.equal(await alice.getByRole('dialog').count(), 0, 'the person agreed for always');
});

test('what was off before a reload stays off', async () => {
  const { alice } = await stage.watching();
  await alice.getByRole('button', { name: 'Mute microphone' }).click();
  await alice.getByRole('button', { name: 'Turn camera off' }).click();
  await eventually(() => stage.service.messages('alice', 'media').at(-1)?.['video'] === false, 'the camera is off');
  await alice.reload();
  await alice.getByRole('button', { name: 'Continue' }).last().click();
  await alice.getByText('Bob is watching.').waitFor();
  const { video, audio } = stage.service.messages('alice', 'broadcast').at(-1)!;
  assert.deepEqual([video, audio], [false, false]);
  for (const name of ['Mute microphone', 'Turn camera off'])
    assert.equal(await alice.getByRole('button', { name }).getAttribute('aria-pressed'), 'true');
});

test('what one person agreed to for always does not start the camera of another person', async () => {
  const { alice } = await stage.pair();
  await alice.evaluate(() => localStorage.setItem('onair:default/demo:resume', 'true'));
  await alice.getByRole('button', { name: 'Camera and microphone' }).click();
  await alice.getByRole('checkbox', { name: 'Always continue after a reload' }).check();
  const kept = await alice.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('resume:')));
  assert.deepEqual(kept, ['onair:default/demo:resume:alice']);

  const carol = await stage.visit(alice.context(), '/carol', '<div data-onair-broadcast="carol"></div>');
  await carol.getByRole('button', { name: 'Start broadcast' }).click();
  await carol.getByText('You are live.').waitFor();
  await carol.reload();
  await carol.getByRole('dialog', { name: 'Continue the broadcast?' }).waitFor();
  assert.equal(await carol.locator('video').count(), 0);
  assert.equal(await carol.evaluate(() => localStorage.getItem('onair:default/demo:resume')), null, 'the agreement for all is gone');

  await alice.reload();
  await alice.getByText('You are live.').waitFor();
  await alice.evaluate(() => window.Onair!.forget());
  assert.equal(await alice.evaluate(() => localStorage.getItem('onair:default/demo:resume:alice')), null);
});

for (const reloads of [false, true])
  test(`a stop while the service is away holds${reloads ? ', also after a reload' : ''}`, async () => {
    const { alice } = await stage.pair();
    await alice.getByRole('button', { name: 'Camera and microphone' }).click();
    await alice.getByRole('checkbox', { name: 'Always continue after a reload' }).check();
    const watchQuestions = () => {
      const { mediaDevices } = navigator;
      const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = (constraints) => {
        Object.assign(window, { asked: true });
        return getUserMedia(constraints);
      };
    };
    await alice.addInitScript(watchQuestions);
    await alice.evaluate(watchQuestions);
    stage.service.options.away = true;
    stage.service.drop('alice');
    await alice.getByText('The connection was lost. Reconnecting…').first().waitFor();
    await alice.getByRole('button', { name: 'Stop broadcast' }).last().click();
    if (reloads) await alice.reload();
    stage.service.options.away = false;
    await eventually(() => !stage.service.anyLive, 'the broadcast is over', 8_000);
    await alice.getByRole('button', { name: 'Start broadcast' }).waitFor();
    assert.equal((await alice.locator('video').count()) + (await alice.getByRole('dialog').count()), 0);
    assert.equal(await alice.evaluate(() => 'asked' in window), false, 'the camera was not asked for');
  });

test('a page that comes back from the cache of the browser asks as after a reload', async () => {
  const profile = await stage.person();
  await holdPrompts(profile);
  const alice = await stage.visit(profile, '/alice', '<div data-onair-broadcast="alice"></div>');
  await alice.getByRole('button', { name: 'Start broadcast' }).click();
  await asked(alice);
  await permit(alice);
  await alice.getByText('You are live.').waitFor();
  // The browsers of the tests do not keep pages with a camera.
  const transition = (type: string) =>
    alice.evaluate((name) => window.dispatchEvent(new PageTransitionEvent(name, { persisted: true })), type);
  await transition('pagehide');
  assert.equal(await tracksOn(alice), 0);
  assert.equal(await alice.getByRole('region', { name: 'Your broadcast' }).count(), 0);
  assert.equal(stage.service.anyLive, true);
  await transition('pageshow');
  await alice.getByRole('dialog', { name: 'Continue the broadcast?' }).waitFor();
  assert.equal(await tracksOn(alice), 0);
  await alice.getByRole('button', { name: 'Continue' }).last().click();
  await asked(alice);
  await permit(alice);
  await alice.getByText('You are live.').waitFor();
  assert.equal(stage.service.messages('alice', 'hello').at(-1)!['resume'] !== undefined, true);
});

test('a page that disconnects while the service is away ends its broadcast at once', async () => {
  const { alice } = await stage.pair();
  stage.service.options.away = true;
  stage.service.drop('alice');
  await alice.getByText('The connection was lost. Reconnecting…').first().waitFor();
  await alice.evaluate(() => window.Onair!.disconnect());
  await eventually(() => !stage.service.anyLive, 'the broadcast is over', 3_000);
});

test('a question that was open when the page reloaded is asked again', async () => {
  const { alice, bob } = await stage.pair();
  await bob.getByRole('button', { name: 'Watch Alice' }).click();
  await alice.getByRole('dialog', { name: 'Bob wants to watch you' }).waitFor();
  await alice.reload();
  await alice.getByRole('button', { name: 'Continue' }).last().click();
  await alice.getByRole('button', { name: 'Accept' }).click();
  await moves(bob, 'alice');
});

test('a broadcaster who does not continue ends the broadcast', async () => {
  const { alice, bob } = await stage.watching();
  await alice.evaluate(() => window.Onair!.forget());
  await alice.reload();
  await alice.getByRole('button', { name: 'End broadcast' }).click();
  await bob.getByText('Alice is no longer live.').waitFor();
  await alice.getByRole('button', { name: 'Start broadcast' }).waitFor();
});

test('a viewer who reloads sees the picture again without another question', async () => {
  const { alice, bob } = await stage.watching();
  await bob.reload();
  await moves(bob, 'alice');
  assert.equal(await alice.getByRole('dialog').count(), 0);
  assert.ok(stage.service.hidden > 0, 'the time until the reload went out at pagehide');
});

test('a lost socket is replaced while the picture goes on', async () => {
  const { alice, bob } = await stage.watching();
  const offers = stage.service.messages('alice', 'offer').length;
  const before = await frames(bob, 'alice');
  stage.service.drop('alice');
  stage.service.drop('bob', 1013);
  await eventually(() => stage.service.messages('alice', 'hello').at(-1)!['resume'] !== undefined, 'the broadcaster is back');
  await moves(bob, 'alice');
  assert.ok((await frames(bob, 'alice')) > before);
  assert.equal(stage.service.messages('alice', 'offer').length, offers, 'no new connection');
  await alice.getByText('You are live.').waitFor();
});

test('ICE restarts on the same connection when the way is lost', async () => {
  const road = new Road(stage.service);
  const { alice, bob } = await stage.watching();
  const before = stage.service.messages('alice', 'offer').length;
  const restarts = stage.service.messages('bob', 'restart').length;
  road.open = false;
  await eventually(() => stage.service.messages('bob', 'restart').length > restarts, 'the viewer notices', 20_000);
  road.open = true;
  await moves(bob, 'alice');
  road.close();
  const offers = stage.service.messages('alice', 'offer').slice(before - 1);
  const credentials = offers.map((offer) => /a=ice-ufrag:(\S+)/.exec(offer['sdp'] as string)![1]);
  assert.equal(offers[0]!['connection'], offers[1]!['connection']);
  assert.notEqual(credentials[0], credentials[1]);
  await alice.getByText('Bob is watching.').waitFor();
});

test('only one tab broadcasts: the second says so, and may take over', async () => {
  const { alice, bob } = await stage.watching();
  const second = await stage.visit(alice.context(), '/alice2', '<div data-onair-broadcast="alice"></div>', 'data-name="Alice"');
  await second.getByText('You are already live in another tab or on another device.').waitFor();
  await second.getByRole('button', { name: 'Broadcast from here' }).click();
  await alice.getByText('The broadcast continues in another tab or on another device.').waitFor();
  await second.getByText('Bob is watching.').waitFor();
  await moves(bob, 'alice');
  assert.equal(await alice.getByRole('region', { name: 'Your broadcast' }).count(), 0);
});

test('no page reported an error', () => assert.deepEqual(stage.errors, []));
