/** Kept equal to package.json by a spec; written here because the Windows agent is one file without a package.json. */
export const AGENT_VERSION = '0.1.0';
