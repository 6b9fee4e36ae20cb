import { createRequire } from 'node:module';
import type * as Koffi from 'koffi';

/** An address or handle as koffi hands it over; null is NULL. */
export type Pointer = bigint | null;

/** The Win32 functions the agent calls. Buffers are passed where the function writes; BOOL is a boolean. */
export interface Win32 {
  kernel32: {
    closeHandle(handle: Pointer): boolean;
    createToolhelp32Snapshot(flags: number, processId: number): Pointer;
    process32First(snapshot: Pointer, entry: Buffer): boolean;
    process32Next(snapshot: Pointer, entry: Buffer): boolean;
    openProcess(access: number, inherit: boolean, processId: number): Pointer;
    queryFullProcessImageName(process: Pointer, flags: number, name: Buffer, length: Buffer): boolean;
    processIdToSessionId(processId: number, session: Buffer): boolean;
    getSystemFirmwareTable(provider: number, table: number, buffer: Buffer | null, size: number): number;
    getModuleHandle(name: null): Pointer;
    setProcessShutdownParameters(level: number, flags: number): boolean;
  };
  user32: {
    enumWindows(visit: (window: Pointer) => boolean, parameter: number): boolean;
    isWindowVisible(window: Pointer): boolean;
    isHungAppWindow(window: Pointer): boolean;
    /** The window that a "not responding" ghost stands for. Undocumented, absent in Wine: null there. */
    hungWindowFromGhostWindow: ((ghost: Pointer) => Pointer) | null;
    getWindow(window: Pointer, relation: number): Pointer;
    getWindowThreadProcessId(window: Pointer, processId: Buffer): number;
    registerClassEx(windowClass: object): number;
    createWindowEx(...args: unknown[]): Pointer;
    defWindowProc(window: Pointer, message: number, wParam: bigint | number, lParam: bigint | number): number;
    peekMessage(message: Buffer, window: Pointer, first: number, last: number, remove: number): boolean;
    dispatchMessage(message: Buffer): number;
    postMessage(window: Pointer, message: number, wParam: number, lParam: number): boolean;
    msgWaitForMultipleObjectsEx(
      count: number,
      handles: null,
      milliseconds: number,
      wakeMask: number,
      flags: number,
    ): number;
  };
  dwmapi: {
    dwmGetWindowAttribute(window: Pointer, attribute: number, value: Buffer, size: number): number;
  };
  iphlpapi: {
    getExtendedTcpTable(
      table: Buffer | null,
      size: Buffer,
      ordered: boolean,
      family: number,
      tableClass: number,
      reserved: number,
    ): number;
  };
  crypt32: {
    certOpenStore(provider: Pointer, encoding: number, key: Pointer, flags: number, name: string): Pointer;
    certCloseStore(store: Pointer, flags: number): boolean;
    certEnumCertificatesInStore(store: Pointer, previous: Pointer): Pointer;
    certFreeCertificateContext(context: Pointer): boolean;
  };
  advapi32: {
    regGetValue(
      key: Pointer,
      subKey: string,
      value: string,
      flags: number,
      type: null,
      data: Buffer | null,
      size: Buffer,
    ): number;
  };
  types: {
    wndProc: Koffi.TypeObject;
    msg: Koffi.TypeObject;
    processEntry: Koffi.TypeObject;
    certContext: Koffi.TypeObject;
  };
  koffi: typeof Koffi;
}

let loaded: Win32 | null = null;

/** Loads koffi and the system's libraries on the first call, so that other platforms never touch them. */
export function win32(): Win32 {
  return (loaded ??= load());
}

function load(): Win32 {
  const koffi = createRequire(import.meta.url)('koffi') as typeof Koffi;
  const types = declareTypes(koffi);
  return {
    kernel32: kernel32(koffi.load('kernel32.dll')),
    user32: user32(koffi.load('user32.dll')),
    dwmapi: {
      dwmGetWindowAttribute: koffi
        .load('dwmapi.dll')
        .func('int32 DwmGetWindowAttribute(void *window, uint32 attribute, void *value, uint32 size)'),
    },
    iphlpapi: {
      getExtendedTcpTable: koffi
        .load('iphlpapi.dll')
        .func(
          'uint32 GetExtendedTcpTable(void *table, void *size, bool ordered, uint32 family, int tableClass, uint32 reserved)',
        ),
    },
    crypt32: crypt32(koffi.load('crypt32.dll')),
    advapi32: {
      regGetValue: koffi
        .load('advapi32.dll')
        .func(
          'int32 RegGetValueW(void *key, str16 subKey, str16 value, uint32 flags, void *type, void *data, void *size)',
        ),
    },
    types,
    koffi,
  };
}

/** koffi computes sizes and padding, so the layouts are those of the process's own word size. */
function declareTypes(koffi: typeof Koffi): Win32['types'] {
  const wndProc = koffi.proto(
    'intptr_t __stdcall TrucBanWndProc(void *window, uint32 message, uintptr_t wParam, intptr_t lParam)',
  );
  koffi.proto('bool __stdcall TrucBanVisitWindow(void *window, intptr_t parameter)');
  declareWindowClass(koffi);
  return {
    wndProc,
    msg: koffi.struct('MSG', {
      hwnd: 'void *',
      message: 'uint32',
      wParam: 'uintptr_t',
      lParam: 'intptr_t',
      time: 'uint32',
      x: 'int32',
      y: 'int32',
    }),
    processEntry: koffi.struct('PROCESSENTRY32W', {
      dwSize: 'uint32',
      cntUsage: 'uint32',
      th32ProcessID: 'uint32',
      th32DefaultHeapID: 'uintptr_t',
      th32ModuleID: 'uint32',
      cntThreads: 'uint32',
      th32ParentProcessID: 'uint32',
      pcPriClassBase: 'int32',
      dwFlags: 'uint32',
      szExeFile: koffi.array('char16_t', 260, 'String'),
    }),
    certContext: koffi.struct('CERT_CONTEXT', {
      dwCertEncodingType: 'uint32',
      pbCertEncoded: 'void *',
      cbCertEncoded: 'uint32',
      pCertInfo: 'void *',
      hCertStore: 'void *',
    }),
  };
}

function declareWindowClass(koffi: typeof Koffi): void {
  koffi.struct('WNDCLASSEXW', {
    cbSize: 'uint32',
    style: 'uint32',
    lpfnWndProc: 'TrucBanWndProc *',
    cbClsExtra: 'int32',
    cbWndExtra: 'int32',
    hInstance: 'void *',
    hIcon: 'void *',
    hCursor: 'void *',
    hbrBackground: 'void *',
    lpszMenuName: 'str16',
    lpszClassName: 'str16',
    hIconSm: 'void *',
  });
}

function kernel32(library: Koffi.LibraryHandle): Win32['kernel32'] {
  return {
    closeHandle: library.func('bool CloseHandle(void *handle)'),
    createToolhelp32Snapshot: library.func('void *CreateToolhelp32Snapshot(uint32 flags, uint32 processId)'),
    process32First: library.func('bool Process32FirstW(void *snapshot, void *entry)'),
    process32Next: library.func('bool Process32NextW(void *snapshot, void *entry)'),
    openProcess: library.func('void *OpenProcess(uint32 access, bool inherit, uint32 processId)'),
    queryFullProcessImageName: library.func(
      'bool QueryFullProcessImageNameW(void *process, uint32 flags, void *name, void *length)',
    ),
    processIdToSessionId: library.func('bool ProcessIdToSessionId(uint32 processId, void *session)'),
    getSystemFirmwareTable: library.func(
      'uint32 GetSystemFirmwareTable(uint32 provider, uint32 table, void *buffer, uint32 size)',
    ),
    getModuleHandle: library.func('void *GetModuleHandleW(str16 name)'),
    setProcessShutdownParameters: library.func(
      'bool SetProcessShutdownParameters(uint32 level, uint32 flags)',
    ),
  };
}

function user32(library: Koffi.LibraryHandle): Win32['user32'] {
  return {
    enumWindows: library.func('bool EnumWindows(TrucBanVisitWindow *visit, intptr_t parameter)'),
    isWindowVisible: library.func('bool IsWindowVisible(void *window)'),
    isHungAppWindow: library.func('bool IsHungAppWindow(void *window)'),
    hungWindowFromGhostWindow: optional(() => library.func('void *HungWindowFromGhostWindow(void *ghost)')),
    getWindow: library.func('void *GetWindow(void *window, uint32 relation)'),
    getWindowThreadProcessId: library.func('uint32 GetWindowThreadProcessId(void *window, void *processId)'),
    registerClassEx: library.func('uint16 RegisterClassExW(WNDCLASSEXW *windowClass)'),
    createWindowEx: library.func(
      'void *CreateWindowExW(uint32 extended, str16 className, str16 title, uint32 style, int x, int y, int width, int height, void *parent, void *menu, void *instance, void *parameter)',
    ),
    defWindowProc: library.func(
      'intptr_t DefWindowProcW(void *window, uint32 message, uintptr_t wParam, intptr_t lParam)',
    ),
    peekMessage: library.func(
      'bool PeekMessageW(void *message, void *window, uint32 first, uint32 last, uint32 remove)',
    ),
    dispatchMessage: library.func('intptr_t DispatchMessageW(void *message)'),
    postMessage: library.func(
      'bool PostMessageW(void *window, uint32 message, uintptr_t wParam, intptr_t lParam)',
    ),
    msgWaitForMultipleObjectsEx: library.func(
      'uint32 MsgWaitForMultipleObjectsEx(uint32 count, void *handles, uint32 milliseconds, uint32 wakeMask, uint32 flags)',
    ),
  };
}

function crypt32(library: Koffi.LibraryHandle): Win32['crypt32'] {
  return {
    // The provider is a name or, as here, a small number in the place of an address.
    certOpenStore: library.func(
      'void *CertOpenStore(void *provider, uint32 encoding, void *key, uint32 flags, str16 name)',
    ),
    certCloseStore: library.func('bool CertCloseStore(void *store, uint32 flags)'),
    certEnumCertificatesInStore: library.func(
      'void *CertEnumCertificatesInStore(void *store, void *previous)',
    ),
    certFreeCertificateContext: library.func('bool CertFreeCertificateContext(void *context)'),
  };
}

function optional<T>(find: () => T): T | null {
  try {
    return find();
  } catch {
    return null;
  }
}
