import { connect } from 'node:net';

export interface RawAnswer {
  status: number;
  body: { error?: { code: string; message: { vi: string; en: string } } };
  /** Of the body, by the sender. */
  sent: number;
}

interface Upload {
  path: string;
  headers: Record<string, string>;
  bytes: number;
  chunked: boolean;
  /** What the body begins with; the rest is the letter x. */
  begins?: string;
  /** Reads nothing before all is sent, as browsers do; others stop when they are answered. */
  stubborn?: boolean;
}

const PIECE = Buffer.alloc(1024 * 1024, 'x');

/** Sends a body piece by piece over a socket of its own and tells what came back, and how much had been sent by then. */
export function rawUpload(url: string, upload: Upload): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const { bytes, chunked, begins = '' } = upload;
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let sent = 0;
    let heard = '';
    const finish = (): void => {
      const answer = parsed(heard);
      if (!answer) return;
      socket.destroy();
      resolve({ ...answer, sent });
    };
    const send = (): void => {
      while (sent < bytes && !socket.destroyed) {
        const piece = PIECE.subarray(0, Math.min(PIECE.length, bytes - sent));
        sent += piece.length;
        if (chunked) socket.write(`${piece.length.toString(16)}\r\n`);
        const more = socket.write(piece);
        if (chunked) socket.write('\r\n');
        if (!more) return void socket.once('drain', send);
      }
      if (chunked) socket.write('0\r\n\r\n');
      socket.resume();
    };
    socket.on('data', (data) => {
      heard += data.toString('utf8');
      finish();
    });
    socket.on('error', (error) => reject(new Error(`after ${sent} bytes: ${error.message}`)));
    socket.on('close', () => reject(new Error(`closed after ${sent} bytes; heard: ${heard.slice(0, 200)}`)));
    socket.on('connect', () => {
      if (upload.stubborn) socket.pause();
      socket.write(headOf(url, upload, begins));
      sent += begins.length;
      send();
    });
  });
}

function headOf(url: string, { path, headers, bytes, chunked }: Upload, begins: string): string {
  const length = chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${bytes}`;
  const rest = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const head = [`POST ${path} HTTP/1.1`, `Host: ${new URL(url).host}`, length, ...rest].join('\r\n');
  const first = chunked && begins !== '' ? `${begins.length.toString(16)}\r\n${begins}\r\n` : begins;
  return `${head}\r\n\r\n${first}`;
}

/** The answer once all of it is here. */
function parsed(heard: string): Pick<RawAnswer, 'status' | 'body'> | null {
  const [head = '', body] = heard.split('\r\n\r\n');
  const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
  if (body === undefined || Buffer.byteLength(body) < length) return null;
  const status = Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]);
  return { status, body: length === 0 ? {} : (JSON.parse(body) as RawAnswer['body']) };
}

/** How a form with one file begins. */
export const formOf = (name: string) => ({
  headers: { 'Content-Type': 'multipart/form-data; boundary=b' },
  begins: `--b\r\nContent-Disposition: form-data; name="picture"; filename="${name}"\r\nContent-Type: image/png\r\n\r\n`,
});
