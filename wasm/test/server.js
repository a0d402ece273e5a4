// The server of the browser tests. It serves files and generated pages on 127.0.0.1 and is, at the same time, the proxy of
// the browser: everything that leaves the browser arrives here, whatever its host, and is kept in `requests`. So "nothing was
// sent" is something a test can see, and pages can live on any host name without a name server.

import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
};

/**
 * @typedef {object} Fixtures
 * @property {Object<string, string>} [folders] URL prefix ("/", "/js/") to a folder on the disk; the longest prefix wins
 * @property {Object<string, Page>} [pages] URL path to what is served there
 * @property {Object<string, Object<string, string>>} [headers] URL path to headers that files there are sent with
 * @typedef {string | Buffer | ((request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => void)} Page
 */

/**
 * Starts the server on a free port.
 * @param {Fixtures} [fixtures]
 */
export async function serve({ folders = {}, pages = {}, headers = {} } = {}) {
  const server = new Server(folders, pages, headers);
  await server.listen();
  return server;
}

export class Server {
  constructor(folders, pages, headers) {
    this.folders = Object.entries(folders).sort(([a], [b]) => b.length - a.length);
    this.pages = new Map(Object.entries(pages));
    this.headers = headers;
    /** Every request that arrived: { method, url }, url with scheme and host; CONNECT has "host:port". */
    this.requests = [];
    this.http = createServer((request, response) => {
      this.answer(request, response).catch((error) => {
        response.writeHead(500, { 'Content-Type': 'text/plain' });
        response.end(String(error));
      });
    });
    this.http.on('connect', (request, socket) => {
      this.requests.push({ method: 'CONNECT', url: request.url });
      socket.on('error', () => {});
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
  }

  listen() {
    return new Promise((resolve, reject) => {
      this.http.once('error', reject);
      this.http.listen(0, '127.0.0.1', () => {
        this.port = this.http.address().port;
        this.url = `http://127.0.0.1:${this.port}`;
        resolve();
      });
    });
  }

  /**
   * Adds a page.
   * @param {string} path
   * @param {Page} body
   * @param {Object<string, string>} [headers]
   */
  add(path, body, headers) {
    this.pages.set(path, body);
    if (headers) this.headers[path] = headers;
  }

  async answer(request, response) {
    const url = new URL(request.url, this.url); // a proxy gets the whole address, a server the path
    this.requests.push({ method: request.method, url: url.href });
    const path = decodeURIComponent(url.pathname);
    const own = this.headers[path] ?? {};
    const page = this.pages.get(path);
    if (typeof page === 'function') {
      page(request, response);
      return;
    }
    if (page !== undefined) {
      send(response, { 'Content-Type': types[extname(path)] ?? types['.html'], ...own }, page);
      return;
    }
    const file = await this.file(path);
    if (!file) {
      response.writeHead(404, { 'Content-Type': 'text/plain' });
      response.end(`not found: ${path}\n`);
      return;
    }
    send(response, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream', ...own }, await readFile(file));
  }

  async file(path) {
    for (const [prefix, folder] of this.folders) {
      if (!path.startsWith(prefix)) continue;
      let file = join(folder, normalize('/' + path.slice(prefix.length)));
      let info = await stat(file).catch(() => null);
      if (info?.isDirectory()) {
        file = join(file, 'index.html');
        info = await stat(file).catch(() => null);
      }
      if (info?.isFile()) return file;
    }
    return null;
  }

  /** Requests that arrived after the given number, without those that are to be expected. */
  since(count, expected = () => false) {
    return this.requests.slice(count).filter((request) => !expected(request));
  }

  async close() {
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }
}

function send(response, headers, body) {
  response.writeHead(200, { 'Cache-Control': 'no-store', ...headers });
  response.end(body);
}
