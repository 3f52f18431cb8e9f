import { commonProblems } from '../problem.ts';
import { authorise } from './authorise.ts';
import { parseInput } from './envelope.ts';
import { inRequestAhead } from './execute.ts';
import type { PipelineDeps, Request } from './execute.ts';

/** Answers one query in one read-only transaction; a sensitive read also writes the read log. */
export async function askQuery(
  deps: PipelineDeps,
  request: Request,
  name: string,
  rawInput: unknown,
): Promise<{ data: unknown; grantsVersion: number }> {
  const handler = deps.registry.queries.get(name);
  if (!handler) throw commonProblems.problem('name-unknown', { name });
  const { def } = handler;
  return inRequestAhead(
    deps,
    request,
    null,
    async ({ ctx, rights }) => {
      const input = parseInput(def.input, rawInput);
      await authorise(deps.registry, ctx, def, input);
      // The output's shape is a leak guard: what it does not declare does not leave.
      const data = def.output.parse(await handler.run(ctx, input as never));
      if (def.sensitive) {
        const read = { actor: ctx.actor, query: name, subject: input, rows: rowsOf(data), at: ctx.now };
        await deps.ports.audit.logRead(ctx.tx, { ...read, met: [...ctx.met] });
      }
      return { data, grantsVersion: rights.version };
    },
    !def.sensitive,
  );
}

function rowsOf(data: unknown): number {
  return data !== null && typeof data === 'object' && 'rows' in data && Array.isArray(data.rows) ? data.rows.length : 1;
}
