import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';

const [key, cert] = process.argv.slice(2).map((file) => readFileSync(file));
const answer = (request, response) => {
  request.resume();
  request.on('end', () => response.writeHead(202, { 'content-type': 'application/json' }).end('{"v":1}'));
};
const server = key ? createTlsServer({ key, cert }, answer) : createServer(answer);
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
