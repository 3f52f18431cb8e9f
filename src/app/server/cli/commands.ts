import type * as z from 'zod';
import type { CommandDef } from '#foundation/command.ts';
import { newId } from '#foundation/ids.ts';
import { executeCommand } from '#foundation/pipeline/execute.ts';
import type { Mission } from '#foundation/pipeline/context.ts';
import { StartError } from '#foundation/start-error.ts';
import type { Kervan } from '../compose.ts';

/** The user that stands for the program itself. */
export const systemUser = '00000000-0000-7000-8000-000000000001';

/** Finds a mission by slug; the only one needs no naming. */
export function missionOf(kervan: Kervan, slug: string | undefined): Mission {
  const all = kervan.missions.all();
  const found = slug ? kervan.missions.find(slug) : all.length === 1 ? all[0] : undefined;
  if (found) return found;
  const names = all.map((mission) => mission.slug).join(', ') || 'none yet';
  throw new StartError(slug ? `There is no mission ${slug}; there are: ${names}.` : `Say which mission with --mission (${names}).`);
}

/** Runs a command as the program, through the same pipeline as everybody; a refusal becomes a sentence. */
export async function apply<I extends z.ZodObject, R extends z.ZodType>(
  kervan: Kervan,
  mission: Mission,
  def: CommandDef<I, R>,
  input: z.input<I>,
  id = newId(),
): Promise<z.output<R>> {
  const envelope = {
    id,
    name: def.name,
    version: def.version,
    input: input as Record<string, unknown>,
    occurredAt: kervan.missions.now(mission).toISOString(),
  };
  const { outcome } = await executeCommand(kervan.deps, { mission, credential: { kind: 'internal', userId: systemUser } }, envelope);
  if (outcome.state === 'refused') throw new StartError(`${def.name} was refused: ${outcome.problem.title}`);
  if (outcome.state === 'parked') throw new StartError(`${def.name} waits for a person: ${outcome.reason}.`);
  return outcome.result as z.output<R>;
}
