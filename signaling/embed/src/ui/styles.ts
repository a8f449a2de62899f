// Colors and sizes are custom properties of the page, e.g. `--onair-accent: #06c`. They pass into shadow roots.
const css = `
:host {
  --accent: var(--onair-accent, #0b57d0);
  --on-accent: var(--onair-on-accent, #fff);
  --live: var(--onair-live, #b3261e);
  --surface: var(--onair-surface, #fff);
  --text: var(--onair-text, #1f1f1f);
  --border: var(--onair-border, #747775);
  --radius: var(--onair-radius, 8px);
  font: var(--onair-font, 14px/1.4 system-ui, sans-serif);
  color: inherit;
}
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }
button, select {
  font: inherit; color: inherit; min-height: 36px; padding: 6px 14px; border: 1px solid var(--border);
  border-radius: var(--radius); background: var(--surface); cursor: pointer;
}
button:disabled { cursor: default; opacity: .75; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
.stop { background: var(--live); border-color: var(--live); color: #fff; }
.round { width: 36px; padding: 0; display: inline-grid; place-items: center; }
.round[aria-pressed=true] { background: var(--live); border-color: var(--live); color: #fff; }
.icon { width: 20px; height: 20px; fill: currentColor; }
.status { margin: 6px 0 0; max-width: 40em; }
.status:empty { display: none; }
.row { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; }
.hide { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.player {
  position: relative; margin-top: 8px; width: var(--onair-player-width, 480px); max-width: 100%; aspect-ratio: 16 / 9;
  background: #000; color: #fff; border-radius: var(--radius); overflow: hidden;
}
.player video { width: 100%; height: 100%; object-fit: contain; display: block; }
.player .row { position: absolute; right: 8px; bottom: 8px; }
.player button { background: #000c; border-color: #fff; color: #fff; }
.cover { position: absolute; inset: 0; display: grid; place-items: center; padding: 16px; text-align: center; background: #000b; }
.window {
  position: fixed; z-index: var(--onair-z-index, 2147483000); left: 0; top: 0; background: var(--surface); color: var(--text);
  border: 1px solid var(--border); border-radius: var(--radius); box-shadow: 0 4px 16px #0005; overflow: hidden;
}
.self { max-height: calc(100vh - 16px); overflow: auto; width: var(--onair-self-view-width, 240px); max-width: calc(100vw - 16px); }
.self video { display: block; width: 100%; aspect-ratio: 16 / 9; object-fit: cover; background: #000; }
.self video.mirror { transform: scaleX(-1); }
.self .bar, .self .body { padding: 6px 8px; }
.self .bar { display: flex; gap: 8px; align-items: center; justify-content: space-between; cursor: move; touch-action: none; }
.self .bar .round { border: 0; min-height: 28px; width: 28px; cursor: move; }
.badge { background: var(--live); color: #fff; border-radius: 4px; padding: 1px 8px; font-weight: 600; }
.badge.away { background: #5f6368; }
.self p { margin: 6px 0; }
.self label { display: block; margin: 6px 0; }
.self ul { list-style: none; margin: 6px 0; padding: 0; }
.self li, .box { display: flex !important; gap: 8px; align-items: center; justify-content: space-between; overflow-wrap: anywhere; }
.box { justify-content: start; }
.self li .round { width: 28px; min-height: 28px; flex: none; }
.self p:empty { display: none; }
.self .body > .stop { margin-top: 6px; }
.self select { width: 100%; }
.questions {
  position: fixed; z-index: calc(var(--onair-z-index, 2147483000) + 1); left: 8px; right: 8px; top: 16px; margin: 0 auto;
  max-width: 360px; max-height: calc(100vh - 32px); overflow: auto; display: grid; gap: 8px;
}
.questions:empty { display: none; }
.window.question { position: static; padding: 16px; }
.question h2 { font-size: 1.15em; margin: 0 0 8px; overflow-wrap: anywhere; }
.question p { margin: 0 0 12px; overflow-wrap: anywhere; }
.question label { display: flex; gap: 8px; align-items: center; margin-bottom: 12px; min-height: 24px; }
.question input { width: 18px; height: 18px; margin: 0; accent-color: var(--accent); }
@media (prefers-color-scheme: dark) {
  :host { --surface: var(--onair-surface, #1f1f1f); --text: var(--onair-text, #f2f2f2); --accent: var(--onair-accent, #a8c7fa); --on-accent: var(--onair-on-accent, #062e6f); --border: var(--onair-border, #8e918f); }
}
@media (forced-colors: active) { .icon { fill: ButtonText; } }
`;

let shared: CSSStyleSheet | undefined;

/**
 * The styles of all shadow roots. A constructed sheet needs no `style-src`: a content security policy without `unsafe-inline` permits it.
 * See https://developer.mozilla.org/en-US/docs/Web/API/CSSStyleSheet/CSSStyleSheet
 */
export function sheet(): CSSStyleSheet {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(css);
  }
  return shared;
}
