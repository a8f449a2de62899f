import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { asked, holdPrompts, permit, tracksOn } from '../support/prompts.ts';
import { eventually, Stage } from '../support/stage.ts';

let stage: Stage;
before(async () => {
  stage = await new Stage().open();
  stage.service.options.graceSeconds = 0.2;
});
afterEach(() => stage.clear());
after(() => stage.close());

/** A page whose browser asks, and waits for the test's answer. */
async function visit(user: string): Promise<Page> {
  const profile = await stage.person();
  await holdPrompts(profile);
  return await stage.visit(profile, `/${user}`, `<div data-onair-broadcast="${user}"></div>`);
}

const start = (page: Page) => page.getByRole('button', { name: 'Start broadcast' }).click();

/** A page that is live; the browser has asked once. */
async function live(user: string): Promise<Page> {
  const page = await visit(user);
  await start(page);
  await asked(page);
  await permit(page);
  await page.getByRole('region', { name: 'Your broadcast' }).waitFor();
  return page;
}

const press = async (page: Page, name: string) => await page.getByRole('button', { name }).click();

/** Where the question of the browser comes from. */
const questions: Record<string, (user: string) => Promise<Page>> = {
  'a start': async (user) => {
    const page = await visit(user);
    await start(page);
    return page;
  },
  'a shared screen': async (user) => {
    const page = await live(user);
    await press(page, 'Share screen');
    return page;
  },
  'the camera that is turned on': async (user) => {
    const page = await live(user);
    await press(page, 'Turn camera off');
    await press(page, 'Turn camera off');
    return page;
  },
  'another microphone': async (user) => {
    const page = await live(user);
    await press(page, 'Camera and microphone');
    await page.getByRole('combobox', { name: 'Microphone' }).selectOption({ index: 1 });
    return page;
  },
};

/** What ends a broadcast. */
const ends: Record<string, (page: Page, user: string) => unknown> = {
  'stop()': (page) => page.evaluate(() => window.Onair!.stop()),
  'disconnect()': (page) => page.evaluate(() => window.Onair!.disconnect()),
  'configure()': (page) => page.evaluate(() => window.Onair!.configure({ name: 'Another' })),
  'close code 4403': (_, user) => stage.service.drop(user, 4403),
};

for (const [question, open] of Object.entries(questions))
  for (const [end, make] of Object.entries(ends))
    test(`${end} during the question about ${question} leaves nothing on`, async () => {
      const user = `${question} ${end}`.replace(/\W/g, '');
      const page = await open(user);
      await asked(page);
      await page.evaluate(() => {
        const states: unknown[] = [];
        Object.assign(window, { states });
        document.addEventListener('onair:state', (event) => states.push((event as CustomEvent<{ state: string }>).detail.state));
      });
      await make(page, user);
      await page.getByRole('button', { name: 'Start broadcast' }).waitFor();
      await permit(page);
      assert.equal(await tracksOn(page), 0, 'camera, microphone and screen are off');
      assert.equal(await page.getByRole('region', { name: 'Your broadcast' }).count(), 0, 'there is no self-view');
      await page.getByRole('button', { name: 'Start broadcast' }).waitFor();
      const states = await page.evaluate(() => (window as unknown as { states: string[] }).states);
      assert.ok(
        states.every((state) => state === 'idle'),
        states.join(),
      );
      await eventually(() => !stage.service.anyLive, 'nothing is live');
    });

test('a start after a stop does not end with the answer to that stop', async () => {
  const page = await live('vic');
  await page.evaluate(() => {
    window.Onair!.stop();
    void window.Onair!.broadcast('vic');
  });
  await asked(page);
  await eventually(() => !stage.service.anyLive, 'the service answered the stop');
  await permit(page);
  await page.getByText('You are live.').waitFor();
  assert.equal(await tracksOn(page), 2);
});

test('after the service refused a page, the button tries again', async () => {
  const page = await live('uma');
  stage.service.drop('uma', 4403);
  await page.getByText('The broadcast site does not permit the address of this page.').waitFor();
  await start(page);
  await asked(page);
  await permit(page);
  await page.getByText('You are live.').waitFor();
});

test('no camera is asked for while the service is away', async () => {
  const page = await visit('sue');
  await eventually(() => stage.service.messages('sue', 'hello').length > 0, 'the page is connected');
  stage.service.options.away = true;
  const before = stage.service.turnedAway;
  stage.service.drop('sue');
  await start(page);
  await page.getByText('Starting…').waitFor();
  await eventually(() => stage.service.turnedAway > before + 1, 'the page tries to connect');
  assert.equal(await page.evaluate(() => (window as unknown as { prompts: { held: unknown[] } }).prompts.held.length), 0);
  stage.service.options.away = false;
  await asked(page);
  await permit(page);
  await page.getByText('You are live.').waitFor();
});

test('a page that ended its part says nothing about the service', async () => {
  const page = await visit('ray');
  await eventually(() => stage.service.messages('ray', 'hello').length > 0, 'the page is connected');
  stage.service.options.away = true;
  stage.service.drop('ray');
  await page.getByText('The broadcast service does not answer.').waitFor();
  await page.evaluate(() => window.Onair!.disconnect());
  await page.getByText('The broadcast service does not answer.').waitFor({ state: 'detached' });
});

test('a broadcaster whose camera does not open after a reload is no longer live', async () => {
  stage.service.options.graceSeconds = 10;
  const page = await live('tim');
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await page.reload();
  await page.getByRole('button', { name: 'Continue' }).last().click();
  await page.getByText('The browser blocked the camera.').waitFor();
  await eventually(() => !stage.service.anyLive, 'nothing is live', 3_000);
  stage.service.options.graceSeconds = 0.2;
});

test('two quick starts are one', async () => {
  const page = await visit('zoe');
  await page.evaluate(() => {
    void window.Onair!.broadcast('zoe');
    void window.Onair!.broadcast('zoe');
  });
  await asked(page);
  await permit(page);
  await page.getByText('You are live.').waitFor();
  assert.equal(await page.evaluate(() => (window as unknown as { prompts: { held: unknown[] } }).prompts.held.length), 0);
  assert.equal(stage.service.messages('zoe', 'broadcast').length, 1);
  await page.getByRole('button', { name: 'Stop broadcast' }).last().click();
  assert.equal(await tracksOn(page), 0);
});

test('a start after a stop uses only what its own question permits', async () => {
  const page = await visit('yan');
  await start(page);
  await asked(page);
  await page.evaluate(() => {
    window.Onair!.stop();
    void window.Onair!.broadcast('yan');
  });
  await asked(page, 2);
  await permit(page);
  assert.equal(await tracksOn(page), 0, 'the first question is void');
  assert.equal(await page.getByRole('region', { name: 'Your broadcast' }).count(), 0);
  await permit(page);
  await page.getByText('You are live.').waitFor();
  assert.equal(await tracksOn(page), 2);
  await page.getByRole('button', { name: 'Stop broadcast' }).last().click();
  assert.equal(await tracksOn(page), 0);
});

test('a camera that is turned off again during the question stays off', async () => {
  const page = await live('xia');
  await press(page, 'Turn camera off');
  await press(page, 'Turn camera off');
  await asked(page);
  assert.equal(await page.getByRole('button', { name: 'Turn camera off' }).getAttribute('aria-pressed'), 'false');
  await press(page, 'Turn camera off');
  await permit(page);
  assert.equal(await tracksOn(page), 1, 'only the microphone is on');
  assert.equal(await page.getByRole('button', { name: 'Turn camera off' }).getAttribute('aria-pressed'), 'true');
});

test('two clicks on the screen share ask once', async () => {
  const page = await live('wes');
  await press(page, 'Share screen');
  await asked(page);
  await press(page, 'Share screen');
  await permit(page);
  assert.equal(await page.evaluate(() => (window as unknown as { prompts: { held: unknown[] } }).prompts.held.length), 0);
  await press(page, 'Share screen');
  assert.equal(await tracksOn(page), 2, 'camera and microphone');
});

test('no page reported an error', () => assert.deepEqual(stage.errors, []));
