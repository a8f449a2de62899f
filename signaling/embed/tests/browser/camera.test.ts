import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { eventually, Stage } from '../support/stage.ts';

let stage: Stage;
before(async () => {
  stage = await new Stage().open();
});
afterEach(() => stage.clear());
after(() => stage.close());

for (const [what, cameras, permission, sentence] of [
  [
    'a browser that denies the camera',
    '',
    '=deny',
    'The browser blocked the camera. Allow it beside the address of this page, then try again.',
  ],
  ['a computer without a camera', '=device-count=0', '', 'No camera was found. Connect a camera, then try again.'],
] as const)
  test(`${what} has its own words`, async () => {
    const other = await new Stage().open(cameras, permission);
    try {
      const page = await other.visit(await other.person(), '/amy', '<div data-onair-broadcast="amy"></div>');
      await page.getByRole('button', { name: 'Start broadcast' }).click();
      await page.getByText(sentence).waitFor();
    } finally {
      await other.close();
    }
  });

/** A page of a broadcaster whose browser answers `getUserMedia` with an error. */
async function broken(user: string, error: string): Promise<Page> {
  const profile = await stage.person();
  await profile.addInitScript((name) => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', name));
  }, error);
  return await stage.visit(profile, `/${user}`, `<div data-onair-broadcast="${user}"></div>`);
}

const sentences = {
  NotAllowedError: 'The browser blocked the camera. Allow it beside the address of this page, then try again.',
  NotFoundError: 'No camera was found. Connect a camera, then try again.',
  NotReadableError: 'Another program uses the camera. Close that program, then try again.',
  AbortError: 'The camera did not start. Reconnect the camera, then try again.',
};

for (const [error, sentence] of Object.entries(sentences))
  test(`${error} has its own words, and nothing goes live`, async () => {
    const user = error.toLowerCase();
    const page = await broken(user, error);
    await page.getByRole('button', { name: 'Start broadcast' }).click();
    await page.getByText(sentence).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Start broadcast' }).isVisible(), true);
    assert.equal(stage.service.messages(user, 'broadcast').length, 0);
  });

test('errors of the service have their own words, and free the camera', async () => {
  const profile = await stage.person();
  const page = await stage.visit(profile, '/dora', '<div data-onair-broadcast="dora"></div>');
  const words = {
    busy: 'This site has reached its limit of broadcasts. Try again later.',
    unavailable: 'The broadcast service does not answer. Trying again…',
    'rate-limited': 'You sent too many requests. Wait a minute, then try again.',
  };
  for (const [code, sentence] of Object.entries(words)) {
    stage.service.options.broadcastError = code;
    await page.getByRole('button', { name: 'Start broadcast' }).click();
    await page.getByText(sentence).waitFor();
    assert.equal(await page.getByRole('region', { name: 'Your broadcast' }).count(), 0);
  }
  stage.service.options.broadcastError = null;
});

test('mute, camera off and screen share reach the viewer', async () => {
  const { alice, bob } = await stage.watching();
  const last = () => stage.service.messages('alice', 'media').at(-1);

  await alice.getByRole('button', { name: 'Mute microphone' }).click();
  await eventually(() => last()?.['audio'] === false, 'the microphone is muted');
  assert.equal(await alice.getByRole('button', { name: 'Mute microphone' }).getAttribute('aria-pressed'), 'true');
  await alice.getByRole('button', { name: 'Mute microphone' }).click();
  await eventually(() => last()?.['audio'] === true, 'the microphone is on');

  await alice.getByRole('button', { name: 'Turn camera off' }).click();
  await bob.getByText('The camera of Alice is off.').waitFor();
  await alice.getByRole('button', { name: 'Turn camera off' }).click();
  await bob.getByText('The camera of Alice is off.').waitFor({ state: 'hidden' });

  // The browser's own choice of a screen cannot be pressed by a test.
  await alice.evaluate(() => {
    navigator.mediaDevices.getDisplayMedia = () => {
      const canvas = document.createElement('canvas');
      canvas.getContext('2d');
      return Promise.resolve(canvas.captureStream(5));
    };
  });
  await alice.getByRole('button', { name: 'Share screen' }).click();
  await eventually(() => last()?.['screen'] === true, 'the screen is shared');
  await alice.getByRole('button', { name: 'Share screen' }).click();
  await eventually(() => last()?.['screen'] === false, 'the camera is back');
});

test('a chosen microphone is used at once and after the next start', async () => {
  const profile = await stage.person();
  const page = await stage.visit(profile, '/erik', '<div data-onair-broadcast="erik"></div>');
  await page.getByRole('button', { name: 'Start broadcast' }).click();
  await page.getByRole('button', { name: 'Camera and microphone' }).click();
  const microphone = page.getByRole('combobox', { name: 'Microphone' });
  const label = (await microphone.locator('option').allTextContents()).at(-1)!;
  await microphone.selectOption({ label });
  const id = await microphone.inputValue();
  await eventually(() => stage.service.messages('erik', 'media').length > 0, 'another microphone is in use');
  await page.getByRole('button', { name: 'Stop broadcast' }).last().click();
  await page.getByRole('button', { name: 'Start broadcast' }).click();
  await page.getByRole('button', { name: 'Camera and microphone' }).click();
  assert.equal(await page.getByRole('combobox', { name: 'Microphone' }).inputValue(), id);
});

test('a camera that does not open is off, and the page says why', async () => {
  const { alice, bob } = await stage.watching();
  await alice.evaluate(() => {
    const { mediaDevices } = navigator;
    const enumerate = mediaDevices.enumerateDevices.bind(mediaDevices);
    const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
    const broken = { kind: 'videoinput', deviceId: 'broken', label: 'Broken', groupId: '' } as MediaDeviceInfo;
    mediaDevices.enumerateDevices = async () => [...(await enumerate()), broken];
    mediaDevices.getUserMedia = (constraints) =>
      JSON.stringify(constraints).includes('broken')
        ? Promise.reject(new DOMException('no', 'NotReadableError'))
        : getUserMedia(constraints);
  });
  await alice.getByRole('button', { name: 'Camera and microphone' }).click();
  const camera = alice.getByRole('combobox', { name: 'Camera' });
  await camera.selectOption({ label: 'Broken' });
  await alice.getByText('Another program uses the camera.').waitFor();
  await bob.getByText('The camera of Alice is off.').waitFor();
  const off = alice.getByRole('button', { name: 'Turn camera off' });
  assert.equal(await off.getAttribute('aria-pressed'), 'true');
  assert.notEqual(await camera.inputValue(), 'broken');
  await off.click();
  await bob.getByText('The camera of Alice is off.').waitFor({ state: 'hidden' });
});

test('no page reported an error', () => assert.deepEqual(stage.errors, []));
