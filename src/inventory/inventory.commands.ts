import type { Command } from 'commander';
import type { WithServices } from '../platform/console/index.js';
import { calendarCommands } from './calendar.commands.js';
import { deviceCommands, joinCodeCommands } from './device.commands.js';
import { maintenanceCommands } from './maintenance.commands.js';
import { policyCommands, programCommands } from './policy.commands.js';

/** `policy …`, `program …`, `calendar …`, `join-code …`, `device …`, `maintenance …`. */
export function inventoryCommands(withServices: WithServices): Command[] {
  return [
    policyCommands,
    programCommands,
    calendarCommands,
    joinCodeCommands,
    deviceCommands,
    maintenanceCommands,
  ].map((make) => make(withServices));
}
