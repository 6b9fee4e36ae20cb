import type { Win32 } from '../../windows/win32.js';

const TCP_TABLE_OWNER_PID_LISTENER = 3;
const NO_ERROR = 0;
const ERROR_INSUFFICIENT_BUFFER = 122;
/** The table may grow between asking for its size and reading it. */
const TRIES = 5;

/**
 * Where port and owner lie in a row: MIB_TCPROW_OWNER_PID and MIB_TCP6ROW_OWNER_PID, whose members are all 32-bit
 * words or bytes, so that no word size changes them. The rows follow their count.
 */
const FAMILIES = [
  { family: 2, rowBytes: 24, portAt: 8, ownerAt: 20 },
  { family: 23, rowBytes: 56, portAt: 20, ownerAt: 52 },
];

/** Process ids by local TCP port in the state LISTEN, over IPv4 and IPv6. */
export function ownersOfListeners(api: Win32): Map<number, number[]> {
  const owners = new Map<number, number[]>();
  for (const { family, rowBytes, portAt, ownerAt } of FAMILIES) {
    const table = readTable(api, family);
    const rows = table === null ? 0 : table.readUInt32LE(0);
    for (let row = 0; table !== null && row < rows; row += 1) {
      const at = 4 + row * rowBytes;
      if (at + rowBytes > table.length) break;
      // The port is in network order in the first two bytes of its word.
      const port = table.readUInt16BE(at + portAt);
      owners.set(port, [...(owners.get(port) ?? []), table.readUInt32LE(at + ownerAt)]);
    }
  }
  return owners;
}

/** Null where the family is switched off. */
function readTable({ iphlpapi }: Win32, family: number): Buffer | null {
  const size = Buffer.alloc(4);
  let table: Buffer | null = null;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const result = iphlpapi.getExtendedTcpTable(table, size, false, family, TCP_TABLE_OWNER_PID_LISTENER, 0);
    if (result === NO_ERROR && table !== null) return table;
    if (result !== ERROR_INSUFFICIENT_BUFFER) return null;
    table = Buffer.alloc(size.readUInt32LE(0));
  }
  return null;
}
