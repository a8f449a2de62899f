import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A site's own web server: pages of tests, with a content security policy that permits only what docs/webrtc.md names. */
export class Site {
  readonly pages = new Map<string, string>();
  /** Reports of the browser about what the policy blocked. */
  readonly violations: string[] = [];
  private readonly http: Server;

  constructor(
    private readonly service: () => string,
    private readonly port = 0,
  ) {
    this.http = createServer((request, response) => {
      const { pathname } = new URL(request.url!, 'http://site');
      if (pathname === '/report') {
        request.on('data', (chunk: Buffer) => this.violations.push(chunk.toString()));
        return void response.writeHead(204).end();
      }
      const page = this.pages.get(pathname);
      if (page === undefined) return void response.writeHead(404).end();
      response.setHeader('Content-Type', pathname.endsWith('.css') ? 'text/css' : 'text/html; charset=utf-8');
      response.setHeader('Content-Security-Policy', this.policy);
      response.end(page);
    });
  }

  async start(): Promise<this> {
    await new Promise<void>((ready) => this.http.listen(this.port, '127.0.0.1', ready));
    return this;
  }

  get origin(): string {
    return `http://localhost:${(this.http.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((closed) => this.http.close(closed));
  }

  private get policy(): string {
    const service = this.service();
    return [
      "default-src 'none'",
      `script-src ${service}`,
      "style-src 'self'",
      `connect-src 'self' ${service} ${service.replace(/^http/, 'ws')}`,
      "form-action 'self'",
      "require-trusted-types-for 'script'",
      'report-uri /report',
    ].join('; ');
  }
}
