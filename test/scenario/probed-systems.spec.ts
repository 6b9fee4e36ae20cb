import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { TestAuthority } from '../../src/probing/testing/test-authority.js';
import type { TicketList } from '../../src/contracts/api/index.js';
import type { Caller } from '../factories/app.js';
import { BuiltProduct, eventually } from '../factories/built-product.js';
import type { TestPc } from '../factories/pc.js';

jest.setTimeout(120_000);

/** Real: server, its admin commands, an agent that probes. Stand-ins: the systems it probes; the second PC, over the API. */
interface Faulty {
  id: string;
  url: string;
  title: RegExp;
}

const HOST = '127.0.0.1';
const servers: Server[] = [];
const authority = new TestAuthority();
let product: BuiltProduct;
let technician: Caller;
let other: TestPc;
let systems: Faulty[];

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
  return (server.address() as AddressInfo).port;
}

async function portOfNobody(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Every way a web system of issue 2 fails, each under a watched program of its own. */
async function faultySystems(): Promise<Faulty[]> {
  authority.issue('expired', `IP:${HOST}`, ['-startdate', '20240101000000Z', '-enddate', '20250101000000Z']);
  const silent = await listen(createServer());
  const bad = await listen(createHttpServer((_, response) => void response.writeHead(502).end()));
  const expired = await listen(
    createHttpsServer(authority.files('expired'), (_, response) => void response.end()),
  );
  return [
    { id: 'hotich', url: `http://${HOST}:${silent}/`, title: /nhận kết nối nhưng không trả lời \(HTTP\)/ },
    { id: 'motcua', url: `http://${HOST}:${bad}/`, title: /báo lỗi 502 \(HTTP\)/ },
    {
      id: 'dichvucong',
      url: `https://${HOST}:${expired}/`,
      title: /chứng chỉ bảo mật của trang đã hết hạn \(TLS\)/,
    },
    { id: 'datdai', url: 'http://khong-co-may-nay.invalid/', title: /tên máy chủ \(DNS\)/ },
    { id: 'qlvb', url: `http://${HOST}:${await portOfNobody()}/`, title: /từ chối kết nối \(TCP\)/ },
  ];
}

beforeAll(async () => {
  product = await BuiltProduct.start();
  technician = await product.signIn('technician');
  systems = await faultySystems();
  for (const { id, url } of systems) {
    await product.admin(
      'program',
      'set',
      id,
      `url=${url}`,
      'tabHosts=-',
      'intervalSeconds=5',
      'timeoutMs=1500',
      'confirmTries=2',
    );
    await product.admin('program', 'enable', id);
  }
  await product.admin('policy', 'set', 'web.unreachableAfterSeconds', '1');
  await product.admin('policy', 'set', 'web.failingAfterSeconds', '1');
  other = await product.otherPc('Quầy 2');
  for (const { id } of systems) other.probed(id, { state: 'ok' });
  await other.beat();
});

afterAll(async () => {
  await product?.close();
  for (const server of servers) server.close();
  authority.remove();
});

const tickets = async (status: string): Promise<TicketList['rows']> =>
  (await product.request<TicketList>('GET', `/api/v1/tickets?status=${status}`, undefined, technician)).body
    .rows;

describe('web systems that fail, each in its own way', () => {
  it('have one ticket each that names the failing step, and this PC while another still reaches them', async () => {
    await product.agent('Quầy 1', { env: { NODE_EXTRA_CA_CERTS: authority.path } });
    await eventually(
      'every system has its ticket',
      60,
      async () => (await tickets('open')).length >= systems.length,
    );
    const titles = (await tickets('open')).map((ticket) => ticket.title.vi);
    expect(titles).toHaveLength(systems.length);
    for (const { title } of systems) {
      const [own, ...others] = titles.filter((candidate) => title.test(candidate));
      expect(others).toEqual([]);
      expect(own).toMatch(/ – máy này$/);
    }
  });

  it('become one ticket of the whole system each, once no PC reaches them', async () => {
    for (const { id } of systems) {
      other.probed(id, {
        state: 'failed',
        phase: 'tcp',
        code: 'CONNECTION_REFUSED',
        httpStatus: null,
        since: Date.now(),
      });
    }
    await other.beat();
    const widened = await eventually('every ticket is widened', 30, async () => {
      const open = await tickets('open');
      return open.length === systems.length && open.every(({ tone }) => tone === 'widespread') ? open : null;
    });
    for (const { title, place } of widened)
      expect([title.vi, place]).toEqual([expect.stringMatching(/ – hệ thống$/), 'Toàn tỉnh']);
  });
});
