import type { QueryDef } from '#foundation/query.ts';
import { useClient } from '#foundation/web/client.ts';
import { ExportMenu } from './table/tools.tsx';
import { useTellProblem } from './tell-problem.ts';

/** Takes what a page shows into a spreadsheet, where the page is no list of its own. */
export function ExportButton({ query, input }: { query: QueryDef; input: Readonly<Record<string, unknown>> }) {
  const client = useClient();
  const tellProblem = useTellProblem();
  return <ExportMenu onExport={(format) => void client.exportList(query, input, format).catch(tellProblem)} />;
}
