/** The Windows session this process runs in; 0 where the platform has none. */
export async function currentSession(): Promise<number> {
  if (process.platform !== 'win32') return 0;
  const { windowsSessionId } = await import('../windows/session.js');
  return windowsSessionId();
}
