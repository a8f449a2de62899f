import { Bridge } from './embed/bridge.ts';
import { readPage } from './page/data.ts';
import { Player } from './player.ts';
import { browserOf } from './telemetry/browser.ts';
import { Reporter } from './telemetry/reporter.ts';
import { permitWorker } from './source/trustedTypes.ts';
import { languageFor } from './text/texts.ts';
import { h } from './ui/dom.ts';
import { show } from './ui/view.ts';

const page = readPage(document);
const query = new URLSearchParams(location.search);
const language = languageFor(query.get('lang'), ...navigator.languages);
document.documentElement.lang = language.code;
permitWorker(window, page.workerUrl);

const video = h('video', { playsInline: true, preload: 'auto', muted: query.get('muted') === '1' });
const player = new Player(video, page, query.get('autoplay') === '1');
show(document.querySelector('main')!, player, language);
new Bridge(player, page.origins, window).start();
if (page.telemetry) {
  const reporter = new Reporter(page.telemetry, player, browserOf(window));
  reporter.start();
  window.addEventListener('pagehide', () => reporter.leave());
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && reporter.leave());
}
player.start();
// For scripts of the same origin, and for tests.
Object.assign(window, { onairPlayer: player });
