import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { PageState } from '../../src/page/data.ts';

const dist = process.env['ONAIR_PLAYER']!;
const version = process.env['ONAIR_PLAYER_VERSION']!;
const types: Record<string, string> = {
  js: 'text/javascript',
  css: 'text/css',
  m3u8: 'application/vnd.apple.mpegurl',
  ts: 'video/mp2t',
  mp4: 'video/mp4',
  vtt: 'text/vtt',
};

/** A server on loopback. Each is an origin of its own. */
class Origin {
  private readonly server: Server;

  constructor(answer: (request: IncomingMessage, response: ServerResponse, path: string) => void) {
    this.server = createServer((request, response) => answer(request, response, new URL(request.url!, 'http://localhost').pathname));
  }

  get url(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  async start(): Promise<void> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}

/** What the gateway serves, what a CDN serves on another origin, and a site that embeds the player. */
export class Site {
  /** State of the page; a number is the status of a refusal. */
  state: PageState | number = { availability: 'video', title: 'Talk' };
  /** Playlists that are made for each request, by name; null is 404. */
  readonly playlists = new Map<string, () => string | null>();
  /** Body of the page of the embedding site. */
  embedding = '';
  origins: string[] = ['self'];
  /** Whether the policy of the next page permits videos of the CDN. */
  knowsCdn = true;
  /** Answers requests for media with an error. */
  away = false;
  readonly requests: string[] = [];

  private readonly gateway = new Origin((_, response, path) => this.answer(response, path));
  private readonly cdn: Origin;
  private readonly other = new Origin((_, response) => {
    response
      .setHeader('Content-Type', 'text/html; charset=utf-8')
      .end(`<!doctype html><html lang="en"><title>Site</title>${this.embedding}</html>`);
  });

  constructor(folder: string) {
    this.cdn = new Origin((request, response, path) => this.media(folder, request, response, path.slice(1)));
  }

  async start(): Promise<void> {
    await Promise.all([this.gateway.start(), this.cdn.start(), this.other.start()]);
  }

  async stop(): Promise<void> {
    await Promise.all([this.gateway.stop(), this.cdn.stop(), this.other.stop()]);
  }

  get page(): string {
    return `${this.gateway.url}/watch`;
  }

  get site(): string {
    return this.other.url;
  }

  cdnUrl(file: string): string {
    return `${this.cdn.url}/${file}`;
  }

  private get mediaOrigins(): string[] {
    return this.knowsCdn ? [this.cdn.url] : [];
  }

  // As the gateway answers: see gateway/Player/PlayerHeaders.cs and PlayerFiles.cs.
  private answer(response: ServerResponse, path: string): void {
    if (path === '/watch') return this.html(response);
    if (path === '/state.json') {
      if (typeof this.state === 'number') response.writeHead(this.state).end();
      else response.setHeader('Content-Type', 'application/json').end(JSON.stringify(this.state));
      return;
    }
    const file = join(dist, path.replace(`/player/${version}/`, ''));
    if (!path.startsWith('/player/') || !existsSync(file)) return void response.writeHead(404).end();
    response.setHeader('Content-Security-Policy', "default-src 'none'");
    response.setHeader('Content-Type', types[file.split('.').at(-1)!]!).end(readFileSync(file));
  }

  private html(response: ServerResponse): void {
    const { origins } = this;
    const data = JSON.stringify({
      stateUrl: '/state.json',
      workerUrl: `/player/${version}/hls.worker.js`,
      origins,
      mediaOrigins: this.mediaOrigins,
      state: this.state,
    });
    const text = readFileSync(join(dist, 'page.html'), 'utf8')
      .replace('{{title}}', 'Talk')
      .replace('{{data}}', data.replaceAll('<', '\\u003c'));
    const policy = [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      `connect-src 'self' ${this.mediaOrigins.join(' ')}`,
      `media-src blob: data: ${this.mediaOrigins.join(' ')}`,
      `img-src 'self' data: ${this.cdn.url}`,
      "worker-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types default',
    ];
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader('Content-Security-Policy', policy.join('; '));
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.end(text);
  }

  private media(folder: string, request: IncomingMessage, response: ServerResponse, name: string): void {
    this.requests.push(name);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', 'Range');
    if (request.method === 'OPTIONS') return void response.end();
    const made = this.playlists.get(name);
    const text = made?.() ?? null;
    const file = join(folder, name);
    if (this.away) return void response.writeHead(503).end();
    if (made ? text === null : !existsSync(file)) return void response.writeHead(404).end();
    response.setHeader('Content-Type', types[name.split('.').at(-1)!] ?? 'text/plain');
    if (text !== null) return void response.end(text);
    const { size } = statSync(file);
    const [, from, to] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '') ?? [];
    const [start, end] = [Number(from ?? 0), to ? Number(to) : size - 1];
    response.setHeader('Accept-Ranges', 'bytes').setHeader('Content-Length', end - start + 1);
    if (from) response.setHeader('Content-Range', `bytes ${start}-${end}/${size}`);
    response.writeHead(from ? 206 : 200);
    createReadStream(file, { start, end }).pipe(response);
  }
}
