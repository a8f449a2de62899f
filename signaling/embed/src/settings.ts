/** How a page sets up the script: by `data-…` attributes of the script element, or with `Onair.configure`. */
export interface Settings {
  /** The BroadcastSite as `{namespace}/{name}`. */
  site?: string;
  /** The address of the signaling service; by default the one that the script came from. */
  server?: string;
  /** A token of the site's server, or a function that gets one whenever one is needed. */
  token?: string | (() => string | Promise<string>);
  /** A URL of the site that answers with a token, as text or as `{"token": "…"}`. */
  tokenUrl?: string;
  /** Who the person is, on a site with `auth: open`. */
  user?: string;
  /** The name to show, on a site with `auth: open`. */
  name?: string;
  /** `en` or `ru`; by default that of the page, else that of the browser. */
  language?: string;
}

/** The settings in the attributes of the script element. */
export function settingsOf(script: { src: string; dataset: Record<string, string | undefined> } | null): Settings {
  if (!script) return {};
  const { site, server, token, tokenUrl, user, name, language } = script.dataset;
  return withoutEmpty({ site, server: server ?? originOf(script.src), token, tokenUrl, user, name, language });
}

/** The addresses of a site's service. */
export function addressesOf(settings: Settings): { socket: string; beacons: string } | null {
  const origin = settings.server && originOf(settings.server);
  const [namespace, name, ...rest] = (settings.site ?? '').split('/');
  if (!origin || !namespace || !name || rest.length) return null;
  const base = `${origin}/v1/sites/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`;
  return { socket: `${base.replace(/^http/, 'ws')}/socket`, beacons: `${base}/beacons` };
}

/** A token for the next connection, or null on a site without tokens. */
export async function tokenOf({ token, tokenUrl }: Settings): Promise<string | null> {
  if (typeof token === 'function') return await token();
  if (token) return token;
  if (!tokenUrl) return null;
  const response = await fetch(tokenUrl, { credentials: 'same-origin', cache: 'no-store' });
  if (!response.ok) throw new Error(`${tokenUrl} answered ${response.status}`);
  const text = (await response.text()).trim();
  return text.startsWith('{') ? (JSON.parse(text) as { token: string }).token : text;
}

function originOf(url: string): string | undefined {
  try {
    const { protocol, origin } = new URL(url);
    return /^https?:$/.test(protocol) ? origin : undefined;
  } catch {
    return undefined;
  }
}

function withoutEmpty(settings: Record<string, string | undefined>): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value));
}
