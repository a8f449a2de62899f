import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, afterEach, before, test } from 'node:test';
import { moves, Stage } from '../support/stage.ts';

const require = createRequire(import.meta.url);
const react = ['react', 'react-dom']
  .map((name) => require.resolve(`${name}/package.json`).replace('package.json', `umd/${name}.production.min.js`))
  .map((path) => readFileSync(path, 'utf8'))
  .join(';');

// The two lines that Tailwind 3 and Bootstrap 5 have.
const styles = '.inline-flex{display:inline-flex} .d-inline-flex{display:inline-flex!important}';

// An icon that comes and goes, and a text of two nodes.
const app = `
  const e = React.createElement;
  function App() {
    const [hot, setHot] = React.useState(true);
    const [name, setName] = React.useState('Alice');
    Object.assign(window, { setHot, setName });
    return e('button', { 'data-onair-watch': 'alice' }, hot && e('span', { className: 'dot' }, '●'), ' See ', name);
  }
  ReactDOM.createRoot(document.getElementById('root')).render(e(App));
`;

let stage: Stage;
before(async () => {
  stage = await new Stage().open();
});
afterEach(() => stage.clear());
after(() => stage.close());

test('a button with nothing to press is not there, whatever display its class has, and a press of it does nothing', async () => {
  const buttons = ['inline-flex', 'd-inline-flex'].map((name) => `<button class="${name}" data-onair-watch="alice">Watch</button>`);
  stage.site.pages.set('/classes.css', styles);
  const body = `<link rel="stylesheet" href="/classes.css">${buttons.join('')}`;
  const page = await stage.visit(await stage.person(), '/classes', body, 'data-user="bob"');
  await page.locator('button[data-onair-state=offline]').first().waitFor({ state: 'attached' });
  for (const name of ['inline-flex', 'd-inline-flex']) {
    const button = page.locator(`button.${name}`);
    await button.waitFor({ state: 'hidden' });
    await button.dispatchEvent('click');
  }
  assert.deepEqual(stage.service.messages('bob', 'watch'), []);

  const alice = await stage.visit(await stage.person(), '/alice', '<div data-onair-broadcast="alice"></div>', 'data-name="Alice"');
  await alice.getByRole('button', { name: 'Start broadcast' }).click();
  await page.getByRole('button', { name: 'Watch Alice' }).first().waitFor();
  const shown = await page.locator('button').evaluateAll((all) => all.map((b) => [getComputedStyle(b).display, b.getAttribute('style')]));
  assert.deepEqual(shown, [
    ['inline-flex', null],
    ['inline-flex', null],
  ]);
});

test('a React page whose button has our label renders on, and gets its text back', async () => {
  const { alice, bob } = await stage.pair();
  const page = await stage.visit(bob.context(), '/react', '<div id="root"></div>', 'data-user="carol"');
  await page.evaluate(react);
  await page.evaluate(app);
  const button = page.locator('#root > button');
  await button.and(page.getByRole('button', { name: '● Watch Alice' })).waitFor();
  for (const hot of [false, true, false]) {
    await page.evaluate((value) => (window as unknown as { setHot(hot: boolean): void }).setHot(value), hot);
    await button.and(page.getByRole('button', { name: `${hot ? '● ' : ''}Watch Alice`, exact: true })).waitFor();
  }
  await button.click();
  await alice.getByRole('button', { name: 'Accept' }).click();
  await moves(page, 'alice');
  assert.equal((await button.textContent())?.trim(), 'Stop watching Alice');
  await page.evaluate(() => (window as unknown as { setName(name: string): void }).setName('Alicia'));
  await button.and(page.getByText('Stop watching Alice', { exact: true })).waitFor();
  await page.evaluate(() => document.querySelector('#root > button')!.removeAttribute('data-onair-watch'));
  await button.and(page.getByRole('button', { name: 'See Alicia', exact: true })).waitFor();
  assert.deepEqual(stage.errors, []);
});
