import { ClerkRemoteHelp } from './clerk-remote-help.js';
import { DeskRemoteHelp } from './desk-remote-help.js';
import { RemoteHelpCodeEntity } from './entities/remote-help-code.entity.js';
import { RemoteHelpEntity } from './entities/remote-help.entity.js';
import { RemoteExpiry } from './remote-expiry.js';
import { RemoteHelpController } from './remote-help.controller.js';
import { RemoteHelps } from './remote-helps.service.js';
import { SealedCodes } from './sealed-codes.js';

export const REMOTE_ENTITIES = [RemoteHelpEntity, RemoteHelpCodeEntity];
export const REMOTE_CONTROLLERS = [RemoteHelpController];
export const REMOTE_PROVIDERS = [ClerkRemoteHelp, DeskRemoteHelp, RemoteExpiry, RemoteHelps, SealedCodes];
