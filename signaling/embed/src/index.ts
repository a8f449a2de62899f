import { Api } from './api.ts';
import { settingsOf } from './settings.ts';

declare global {
  interface Window {
    Onair?: Api;
  }
}

function begin(): void {
  if (window.Onair) return console.warn('onair: the script is on this page twice; the second one does nothing');
  const script = document.currentScript as HTMLScriptElement | null;
  const api = new Api(settingsOf(script ?? document.querySelector<HTMLScriptElement>('script[data-site]')));
  window.Onair = api;
  window.addEventListener('pagehide', (event) => api.pageHidden(event.persisted));
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) api.pageShown();
  });
  window.addEventListener('online', () => api.online());
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => api.start());
  else api.start();
}

begin();
