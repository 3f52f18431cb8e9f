import type { PaperSection, Press } from '#foundation/pdf/paper.ts';
import { listHistory } from '../contract/history.ts';

const most = 200;

/** What happened to a record, as a section of its paper; none for who may not see histories. */
export async function historySection(press: Press, subject: { readonly kind: string; readonly id: string }): Promise<PaperSection[]> {
  const history = await press.askIfAllowed(listHistory, { ...subject, limit: most });
  if (!history) return [];
  const { rows } = history;
  const lines = rows.map((row) => ({
    title: press.t(`command.${row.name}`) + (row.state === 'applied' ? '' : ` – ${press.t(`audit.state-${row.state}`)}`),
    detail: `${row.actorName} · ${press.moment(row.occurredAt)}`,
  }));
  if (rows.length === most) lines.push({ title: press.t('audit.history-newest', { count: most }), detail: '' });
  return [{ title: press.t('audit.history'), none: press.t('audit.no-history'), lines }];
}
