import { win32, type Pointer } from '../../windows/win32.js';
import { proxyFor } from './proxy-settings.js';

const CURRENT_USER = 0xffff_ffff_8000_0001n;
const LOCAL_MACHINE = 0xffff_ffff_8000_0002n;
const SETTINGS = 'Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';
const POLICY = 'Software\\Policies\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';

/** RRF_RT_REG_SZ and RRF_RT_REG_DWORD: a value of another type counts as absent. */
const TEXT = 0x2;
const NUMBER = 0x10;
/** The bypass list of a large network fits well; what is longer counts as absent. */
const LONGEST_TEXT_BYTES = 32 * 1024;

/**
 * The user's proxy for an address, as the Internet options hold it; read anew each time, because a clerk or a group
 * policy may change it while we run. A configuration script (PAC) is not followed.
 */
export function windowsSystemProxy(url: string): string | null {
  // A policy may set one proxy for everybody at this PC.
  const key = readNumber(LOCAL_MACHINE, POLICY, 'ProxySettingsPerUser') === 0 ? LOCAL_MACHINE : CURRENT_USER;
  if (readNumber(key, SETTINGS, 'ProxyEnable') !== 1) return null;
  const proxy = readText(key, SETTINGS, 'ProxyServer') ?? '';
  return proxyFor({ proxy, bypass: readText(key, SETTINGS, 'ProxyOverride') ?? '' }, url);
}

function readNumber(key: Pointer, path: string, name: string): number | null {
  const bytes = readValue(key, path, name, NUMBER, 4);
  return bytes?.length === 4 ? bytes.readUInt32LE(0) : null;
}

function readText(key: Pointer, path: string, name: string): string | null {
  const bytes = readValue(key, path, name, TEXT, LONGEST_TEXT_BYTES);
  return bytes === null ? null : bytes.toString('utf16le').replace(/\0+$/, '');
}

function readValue(key: Pointer, path: string, name: string, type: number, maximum: number): Buffer | null {
  const data = Buffer.alloc(maximum);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(maximum, 0);
  const result = win32().advapi32.regGetValue(key, path, name, type, null, data, size);
  return result === 0 ? data.subarray(0, size.readUInt32LE(0)) : null;
}
