import { useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Checkbox, Group, Paper, Stack, Text, onward } from '#foundation/web/ui/index.ts';
import type { RequestRow } from '../../contract/requests/requests.ts';
import { RequestStatus, nameIn, useDay } from './words.tsx';

/** Requests that wait for goods, those needed soonest first; the arrow keys walk them, the space bar chooses. */
export function OpenRequests({
  rows,
  chosen,
  onChoose,
}: {
  rows: readonly RequestRow[];
  chosen: readonly string[];
  onChoose: (ids: string[]) => void;
}) {
  const t = useT();
  const day = useDay();
  const list = useRef<HTMLDivElement>(null);
  const toggle = (id: string) => onChoose(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  const walk = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const boxes = [...(list.current?.querySelectorAll<HTMLInputElement>('input[type=checkbox]') ?? [])];
    const at = boxes.indexOf(document.activeElement as HTMLInputElement);
    const next = boxes[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  const days = [...new Set(rows.map((row) => row.neededOn))];
  if (rows.length === 0) return <Text c="dimmed">{t('supply.no-request-waits')}</Text>;
  return (
    <Stack gap="sm" ref={list} onKeyDown={walk} role="group" aria-label={t('supply.waiting-requests')}>
      {days.map((one) => {
        const of = rows.filter((row) => row.neededOn === one);
        const all = of.every((row) => chosen.includes(row.id));
        const others = chosen.filter((id) => !of.some((row) => row.id === id));
        return (
          <Paper key={one} p="sm" withBorder>
            <Group justify="space-between" mb="xs">
              <Text fw={600}>{t('supply.needed-on', { day: day(one) })}</Text>
              <Button size="compact-xs" variant="subtle" onClick={() => onChoose(all ? others : [...others, ...of.map((row) => row.id)])}>
                {t(all ? 'supply.choose-none' : 'supply.choose-day', { count: of.length })}
              </Button>
            </Group>
            <Stack gap="xs">
              {of.map((row) => (
                <Checkbox
                  key={row.id}
                  checked={chosen.includes(row.id)}
                  onChange={() => toggle(row.id)}
                  label={<span className="kv-code">{row.number}</span>}
                  description={
                    <>
                      <bdi>{nameIn(row.orgNames)}</bdi> {onward()} <bdi>{nameIn(row.siteNames)}</bdi> ·{' '}
                      {t('supply.open-lines', { open: row.openLines, lines: row.lines })} <RequestStatus state={row.state} />
                    </>
                  }
                />
              ))}
            </Stack>
          </Paper>
        );
      })}
    </Stack>
  );
}
