import { runNativeHost } from '../../../agent/native-host.js';

await runNativeHost({ stateDirectory: process.argv[2]! });
