/** node.exe listen.mjs ADDRESS…: listens on a free port of each address, prints the ports as JSON, runs until ended. */
import { createServer } from 'node:net';

const ports = [];
for (const address of process.argv.slice(2)) {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, address, resolve));
  ports.push(server.address().port);
}
console.log(JSON.stringify(ports));
