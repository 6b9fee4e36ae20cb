import { CONTRACT_VERSION, type EnrolmentRequest } from '../../src/contracts/agent/index.js';
import type { Transport } from '../transport/transport.js';
import { writeConfig, type AgentConfig } from './config.js';
import { AGENT_VERSION } from './version.js';

export interface NewDevice {
  server: string;
  joinCode: string;
  deviceName: string;
  hardware: string | null;
  certificateFolders: string[];
  proxy: string | undefined;
}

/** Makes this PC a device of the center whose join code was given, and writes its configuration. */
export async function enrolDevice(
  transport: Transport,
  device: NewDevice,
  stateDirectory: string,
): Promise<AgentConfig> {
  const reply = await transport.enrol({ ...about(device), joinCode: device.joinCode });
  const config: AgentConfig = {
    server: device.server,
    token: reply.token,
    deviceId: reply.deviceId,
    deviceName: device.deviceName,
    center: reply.center,
    certificateFolders: device.certificateFolders,
    ...(device.proxy === undefined ? {} : { proxy: device.proxy }),
  };
  writeConfig(stateDirectory, config);
  return config;
}

/** The server saw this token from two PCs and this is the newcomer: it becomes a device of its own. */
export async function enrolAnew(
  transport: Transport,
  config: AgentConfig,
  hardware: string | null,
): Promise<AgentConfig> {
  const { deviceName } = config;
  const reply = await transport.enrol({ ...about({ deviceName, hardware }), clonedToken: config.token });
  return { ...config, token: reply.token, deviceId: reply.deviceId, center: reply.center };
}

function about(device: Pick<NewDevice, 'deviceName' | 'hardware'>): EnrolmentRequest {
  return {
    v: CONTRACT_VERSION,
    hardware: device.hardware,
    platform: process.platform === 'win32' ? 'windows' : process.platform === 'linux' ? 'linux' : 'other',
    deviceName: device.deviceName,
    agentVersion: AGENT_VERSION,
  };
}
