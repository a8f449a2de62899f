import type { Browser } from './reporter.ts';

const timeout = 20_000;

/** The browser, as telemetry uses it. Requests have a low priority and outlive the page. They carry no cookie. */
export function browserOf(window: Window & typeof globalThis): Browser {
  const json = (body: string): Blob => new Blob([body], { type: 'application/json' });
  return {
    now: () => Date.now(),
    post: async (url, body) => {
      const response = await window.fetch(url, {
        method: 'POST',
        body: json(body),
        keepalive: true,
        credentials: 'omit',
        cache: 'no-store',
        priority: 'low',
        signal: AbortSignal.timeout(timeout),
      });
      return { status: response.status, retryAfter: response.headers.get('Retry-After') };
    },
    beacon: (url, body) => window.navigator.sendBeacon?.(url, json(body)) ?? false,
    after: (ms, act) => window.setTimeout(act, ms),
  };
}
