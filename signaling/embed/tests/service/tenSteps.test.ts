import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { Site } from '../support/site.ts';
import { launch, moves } from '../support/stage.ts';

// Of a signaling service with an open site `default/demo`, whose only origin is http://localhost:{port}.
const service = process.env['ONAIR_SERVICE']!;
const port = Number(process.env['ONAIR_SITE_PORT']);

const site = new Site(() => service, port);
let browsers: Browser[] = [];
before(async () => {
  browsers = await Promise.all([launch(), launch()]);
  await site.start();
});
after(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await site.stop();
});

async function visit(browser: Browser, user: string, element: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-US' });
  context.setDefaultTimeout(30_000);
  const integrity = await (await fetch(`${service}/embed/1.0.0/embed.js.sri`)).text();
  site.pages.set(
    `/${user}`,
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${user}</title>
    <script defer crossorigin="anonymous" src="${service}/embed/1.0.0/embed.js" integrity="${integrity.trim()}"
      data-site="default/demo" data-user="${user}" data-name="${user[0]!.toUpperCase()}${user.slice(1)}"></script>
    </head><body><main>${element}</main></body></html>`,
  );
  const page = await context.newPage();
  await page.goto(`${site.origin}/${user}`);
  return page;
}

test('the ten steps, in two browsers, against the signaling service', async (context) => {
  const [host, guest] = browsers as [Browser, Browser];
  const say = (what: string, since: number) => context.diagnostic(`${what}: ${Math.round(performance.now() - since)} ms`);
  const bob = await visit(guest, 'bob', '<div data-onair-watch="alice"></div>');
  const alice = await visit(host, 'alice', '<div data-onair-broadcast="alice"></div>');

  await alice.getByRole('button', { name: 'Start broadcast' }).click();
  await alice.getByText('You are live.').waitFor();
  const live = performance.now();
  await alice.getByRole('region', { name: 'Your broadcast' }).waitFor();
  await bob.getByRole('button', { name: 'Watch Alice' }).waitFor();
  say('the watch button appeared after', live);

  await bob.getByRole('button', { name: 'Watch Alice' }).click();
  await alice.getByRole('dialog', { name: 'Bob wants to watch you' }).waitFor();
  await alice.getByRole('button', { name: 'Accept' }).click();
  await bob.getByText('You are watching Alice.').waitFor();
  const watched = performance.now();
  await moves(bob, 'alice');
  assert.ok(!(await candidateTypes(bob)).includes('relay'), 'peer to peer');

  const carol = await visit(guest, 'carol', '<div data-onair-watch="alice"></div>');
  await carol.getByRole('button', { name: 'Watch Alice' }).click();
  await carol.getByText('Alice already has a viewer. Try again later.').waitFor();

  const reloaded = performance.now();
  await alice.reload();
  await alice.getByRole('button', { name: 'Continue' }).last().click();
  await bob.waitForFunction(() => window.Onair!.state('watch', 'alice') === 'away');
  const away = performance.now();
  await bob.waitForFunction(() => window.Onair!.state('watch', 'alice') === 'watching');
  const paused = performance.now() - away;
  say('the viewer saw the broadcaster again after', reloaded);
  await moves(bob, 'alice');

  await bob.waitForTimeout(3_000);
  await bob.getByRole('button', { name: 'Stop watching Alice' }).first().click();
  // Read by the test that started the service, to compare with what was accounted.
  console.log(`WATCHED ${((performance.now() - watched - paused) / 1000).toFixed(3)}`);
  await alice.getByText('You have no viewers.').waitFor();
  await carol.getByRole('button', { name: 'Watch Alice' }).click();
  await alice.getByRole('button', { name: 'Decline' }).click();
  await carol.getByText('Alice declined your request.').waitFor();

  await alice.getByRole('button', { name: 'Stop broadcast' }).last().click();
  await bob.waitForFunction(() => window.Onair!.state('watch', 'alice') === 'offline');
  assert.deepEqual(site.violations, []);
});

/** The types of the local and the remote candidate that media takes: `relay` would be a TURN server. */
async function candidateTypes(page: Page): Promise<string[]> {
  return await page.evaluate(async () => {
    const [report] = await window.Onair!.statistics('watch', 'alice');
    const all = new Map<string, Record<string, string>>();
    report!.forEach((entry: Record<string, string>) => all.set(entry['id']!, entry));
    const transport = [...all.values()].find((entry) => entry['type'] === 'transport')!;
    const pair = all.get(transport['selectedCandidatePairId']!)!;
    return [pair['localCandidateId']!, pair['remoteCandidateId']!].map((id) => all.get(id)!['candidateType']!);
  });
}
