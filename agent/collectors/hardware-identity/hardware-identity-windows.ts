import { win32 } from '../../windows/win32.js';
import type { HardwareIdentity } from '../collector.js';
import { hardwareDigest } from './identity-digest.js';
import { smbiosMarks } from './smbios.js';

/** 'RSMB', as a number in the order in which the call wants it. */
const RAW_SMBIOS = 0x5253_4d42;

/** From the firmware's own table, which every account may read: no PowerShell, no WMI. */
export function windowsHardwareIdentity(): HardwareIdentity {
  return {
    async digest(): Promise<string | null> {
      return hardwareDigest({ ...smbiosMarks(firmwareTable()), diskSerial: null });
    },
  };
}

function firmwareTable(): Buffer {
  const { kernel32 } = win32();
  const table = Buffer.alloc(kernel32.getSystemFirmwareTable(RAW_SMBIOS, 0, null, 0));
  const written =
    table.length === 0 ? 0 : kernel32.getSystemFirmwareTable(RAW_SMBIOS, 0, table, table.length);
  return table.subarray(0, Math.min(written, table.length));
}
