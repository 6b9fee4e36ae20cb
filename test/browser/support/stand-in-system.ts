import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A local web system in the place of the civil-registration one, with every misbehaviour a clerk may meet. */
export interface StandInSystem {
  /** `127.0.0.1:port`, as it stands in a policy's list of hosts. */
  host: string;
  url(path?: string): string;
  /** Lets every page that is in the releasable loop go on. */
  releaseLoops(): void;
  /** Ends the wait of every page that is loading `/slow`. */
  releaseSlowPages(): void;
  /** What `/changing` answers from now on. */
  answerWith(status: number): void;
  close(): Promise<void>;
}

const PAGE = `<!doctype html>
<html lang="vi">
  <meta charset="utf-8" />
  <title>Phần mềm hộ tịch điện tử</title>
  <h1>Hộ tịch điện tử (trang thử)</h1>
  <button id="endless" onclick="for (;;) {}">Vòng lặp vô tận</button>
  <button id="loop" onclick="loopUntilReleased()">Vòng lặp có thể dừng</button>
  <button id="alert" onclick="alert('Đã lưu hồ sơ')">Thông báo</button>
  <button id="confirm" onclick="confirm('Xóa hồ sơ?')">Xác nhận</button>
  <button id="prompt" onclick="prompt('Số hồ sơ?')">Hỏi</button>
  <button id="print" onclick="print()">In</button>
  <button id="alert-then-loop" onclick="alert('Đã lưu hồ sơ'); loopUntilReleased()">Thông báo rồi treo</button>
  <button id="ask-before-leaving" onclick="askBeforeLeaving()">Hỏi trước khi rời trang</button>
  <script>
    // Real silence of the page's thread, which the test can end: synchronous requests keep it blocked.
    function loopUntilReleased() {
      for (let go = 'on'; go === 'on'; ) {
        for (const until = performance.now() + 100; performance.now() < until; ) {}
        const request = new XMLHttpRequest();
        request.open('GET', '/loop?' + performance.now(), false);
        request.send();
        go = request.responseText;
      }
    }
    function askBeforeLeaving() {
      addEventListener('beforeunload', (event) => event.preventDefault());
    }
  </script>
</html>`;

const FRAMED = `<!doctype html><title>Trang thử có khung</title><iframe src="/" width="600" height="300"></iframe>`;

export async function startStandInSystem(): Promise<StandInSystem> {
  let looping = true;
  let changingStatus = 200;
  const slow = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    const path = new URL(request.url!, 'http://stand-in').pathname;
    if (path === '/loop') return send(response, 200, looping ? 'on' : 'stop');
    if (path === '/502') return send(response, 502, '<h1>502 Bad Gateway</h1>');
    if (path === '/502-empty') return send(response, 502, '');
    if (path === '/changing') return send(response, changingStatus, PAGE);
    if (path === '/framed') return send(response, 200, FRAMED);
    if (path === '/slow') return void keepWaiting(slow, request, response);
    if (path === '/') return send(response, 200, PAGE);
    return send(response, 404, '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: (path = '/') => `http://${host}${path}`,
    releaseLoops: () => void (looping = false),
    releaseSlowPages: () => slow.forEach((response) => send(response, 200, PAGE)),
    answerWith: (status) => void (changingStatus = status),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(body);
}

function keepWaiting(slow: Set<ServerResponse>, request: IncomingMessage, response: ServerResponse): void {
  slow.add(response);
  request.on('close', () => slow.delete(response));
}
