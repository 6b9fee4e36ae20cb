import {
  ProbeCode,
  ProbePhase,
  ProbeState,
  ProgramSource,
  ProgramState,
} from '../../contracts/agent/index.js';
import type { Part } from '../format/part.js';
import { instantOf } from '../format/times.js';
import { ServerProbes } from '../../state/index.js';
import type { Happening, Verb, VerbContext } from './verb.js';

/** States that each source can tell (contracts/agent/vocabulary). */
const STATES_OF: Record<ProgramSource, readonly ProgramState[]> = {
  process: ['ok', 'missing'],
  listener: ['ok', 'not_listening'],
  window: ['ok', 'not_responding', 'none'],
  tab: ['ok', 'not_responding', 'load_failed', 'server_error', 'slow', 'dialog', 'none'],
};

const SEES = ['pc', 'program', 'since', ...ProgramSource.options] as const;
const PROBE = ['pc', 'program', 'state', 'phase', 'code', 'status', 'since'] as const;
const SERVER_PROBE = ['program', 'state', 'phase', 'code', 'status'] as const;
const REPLAY = ['pc', 'program', 'source', 'state', 'from', 'until', 'phase', 'code', 'status'] as const;

/** What an agent sees of a watched program: `{pc: q1, program: hotich, tab: not_responding}`. One thing or a list. */
export const sees: Verb = { read: (part, context) => together(part, context, readSight) };

/** What an agent's probe of a web system says. One or a list. */
export const probe: Verb = { read: (part, context) => together(part, context, readProbe) };

/** What the server's own probe finds from now on, looking at once. One or a list. */
export const serverProbe: Verb = { read: (part, context) => together(part, context, readServerProbe) };

/** What began and ended while nobody could be told: it travels with the next report. One or a list. */
export const backlog: Verb = { read: (part, context) => together(part, context, readReplay) };

function together(
  part: Part,
  context: VerbContext,
  read: (part: Part, context: VerbContext) => Happening,
): Happening {
  const happenings = part.oneOrMore().map((one) => read(one, context));
  return async (world) => {
    for (const happening of happenings) await happening(world);
  };
}

function readSight(part: Part, { cast, at }: VerbContext): Happening {
  const fields = part.fields(SEES);
  const [pc, program] = [fields.get('pc'), fields.get('program')];
  const sources = ProgramSource.options.filter((source) => fields.has(source));
  if (!pc || !program || sources.length === 0)
    throw part.fail(
      `write {pc: NAME, program: ID, SOURCE: STATE}; sources: ${ProgramSource.options.join(', ')}`,
    );
  const [names, id] = [cast.pcList(pc), cast.program(program)];
  const since = sinceOf(fields.get('since'), at);
  const seen = sources.map((source) => ({ source, state: fields.get(source)!.oneOf(STATES_OF[source]) }));
  return async (world) => {
    await Promise.all(names.map((name) => world.pc(name).sees(id, seen, since)));
  };
}

function readProbe(part: Part, { cast, at }: VerbContext): Happening {
  const fields = part.fields(PROBE);
  const [pc, program, stateText] = [fields.get('pc'), fields.get('program'), fields.get('state')];
  if (!pc || !program || !stateText)
    throw part.fail('write {pc: NAME, program: ID, state: failed, phase: tcp, code: CONNECTION_REFUSED}');
  const [names, id, state] = [cast.pcList(pc), cast.program(program), stateText.oneOf(ProbeState.options)];
  const detail = failureDetail(part, fields, state);
  const since = sinceOf(fields.get('since'), at);
  return async (world) => {
    await Promise.all(names.map((name) => world.pc(name).probed(id, { state, ...detail }, since)));
  };
}

function readServerProbe(part: Part, { cast }: VerbContext): Happening {
  const fields = part.fields(SERVER_PROBE);
  const [program, stateText] = [fields.get('program'), fields.get('state')];
  if (!program || !stateText)
    throw part.fail('write {program: ID, state: failed, phase: tcp, code: CONNECTION_REFUSED}');
  const [id, state] = [cast.program(program), stateText.oneOf(ProbeState.options)];
  const detail = failureDetail(part, fields, state);
  return async (world) => {
    world.prober.say(id, { state, ...detail });
    if (world.serverIsUp) await world.get(ServerProbes).lookAt(id, world.serverNow);
  };
}

function readReplay(part: Part, { cast, at }: VerbContext): Happening {
  const fields = part.fields(REPLAY);
  const [pc, program, source, state] = (['pc', 'program', 'source', 'state'] as const).map((key) =>
    fields.get(key),
  );
  const [from, until] = [fields.get('from'), fields.get('until')];
  if (!pc || !program || !source || !state || !from || !until)
    throw part.fail('write {pc, program, source, state, from, until}');
  const span = {
    id: cast.program(program),
    source: source.oneOf([...ProgramSource.options, 'probe']),
    state: state.oneOf([...ProgramState.options, 'failed']),
    from: momentOf(from, at),
    until: momentOf(until, at),
    ...detailOf(fields),
  };
  if (span.until < span.from) throw until.fail('is before `from`');
  const names = cast.pcList(pc);
  return async (world) => {
    await Promise.all(names.map((name) => world.pc(name).replays(span)));
  };
}

function failureDetail(part: Part, fields: ReadonlyMap<string, Part>, state: ProbeState) {
  const detail = detailOf(fields);
  if (state === 'failed' && detail.code === null)
    throw part.fail(`a probe that failed says how: code: one of ${ProbeCode.options.join(', ')}`);
  return detail;
}

function detailOf(fields: ReadonlyMap<string, Part>) {
  return {
    phase: fields.get('phase')?.oneOf(ProbePhase.options) ?? null,
    code: fields.get('code')?.oneOf(ProbeCode.options) ?? null,
    httpStatus: fields.get('status')?.number(100, 599) ?? null,
  };
}

function sinceOf(part: Part | undefined, at: number): number {
  return part ? momentOf(part, at) : at;
}

function momentOf(part: Part, at: number): number {
  const instant = instantOf(part.text(), at);
  if (instant === null || instant > at)
    throw part.fail(`must be a moment that is not later than this entry: -20s, 09:14, hôm qua 16:50`);
  return instant;
}
