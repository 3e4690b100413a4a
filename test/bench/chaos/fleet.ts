import { type Program, startProgram } from '../../support/program.ts';
import { type DatabaseLine, openDatabaseLine } from './database-line.ts';

/** One of the processes: it may be killed, and is then started again. */
export interface Member {
  line: DatabaseLine;
  /** The port it answers Slack at; undefined while it starts. */
  port(): number | undefined;
  isRunning(): boolean;
  isFrozen: boolean;
  start(): Promise<void>;
  kill(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** All it wrote so far, also before it was killed. */
  log(): string;
  stop(): Promise<void>;
}

/** @param settings what the program is told beside its way to the database */
export async function createMember(
  address: string,
  settings: Readonly<Record<string, string>>,
): Promise<Member> {
  const line = await openDatabaseLine(address);
  const before: string[] = [];
  let program: Program | undefined;
  const end = async () => {
    if (!program) return;
    before.push(program.log());
    const ended = program;
    program = undefined;
    await ended.stop();
  };
  const member: Member = {
    line,
    isFrozen: false,
    port: () => Number(/"port":(\d+),"msg":"waiting for Slack"/.exec(program?.log() ?? '')?.[1]) || undefined,
    isRunning: () => program !== undefined,
    async start() {
      program ??= await startProgram([], { ...settings, DATABASE_URL: line.url });
    },
    async kill() {
      member.isFrozen = false;
      await end();
    },
    freeze() {
      program?.end('SIGSTOP');
      member.isFrozen = true;
    },
    thaw() {
      program?.end('SIGCONT');
      member.isFrozen = false;
    },
    log: () => [...before, program?.log() ?? ''].join(''),
    async stop() {
      member.thaw();
      await end();
      await line.close();
    },
  };
  return member;
}
