import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type * as z from 'zod';
import type { CommandDef } from '#foundation/command.ts';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Anchor,
  Button,
  CommandForm,
  EmptyState,
  Modal,
  Page,
  ProblemNotice,
  Table,
  Waiting,
  tell,
  useBegin,
  crumb,
} from '#foundation/web/ui/index.ts';
import { changeFamily, createFamily, listFamilies } from '../contract/items.ts';
import { nameOf } from './names.ts';
import { useMeasures } from './words.tsx';

type Family = z.output<typeof listFamilies.output>['rows'][number];

/** Families of items as a tree; each leads to its items. */
export default function FamiliesPage() {
  const t = useT();
  const navigate = useNavigate();
  const { figures } = useMeasures();
  const families = useAsk(listFamilies, {});
  const [form, setForm] = useState<'new' | Family | null>(null);
  useBegin(createFamily.name, () => setForm('new'));
  const may = (name: string) => families.data?.abilities.includes(name) ?? false;
  const rows = families.data?.rows ?? [];
  const done = () => {
    setForm(null);
    tell(t('goods.changed'));
    void families.refetch();
  };
  const go = (to: string) => (event: React.MouseEvent) => {
    event.preventDefault();
    void navigate({ to });
  };
  return (
    <Page
      title={t('page.goods.families')}
      subtitle={t('goods.families-text')}
      crumbs={[crumb(t('page.goods.items'), '/goods/items', navigate)]}
      actions={may(createFamily.name) && <Button onClick={() => setForm('new')}>{t('command.goods.create-family')}</Button>}
    >
      {families.error && <ProblemNotice problem={families.error.body} retry={() => void families.refetch()} />}
      {families.isPending && <Waiting />}
      {families.data && rows.length === 0 && <EmptyState title={t('goods.no-families')}>{t('goods.no-families-text')}</EmptyState>}
      {rows.length > 0 && (
        <div className="kv-scroll">
          <Table highlightOnHover verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('goods.family')}</Table.Th>
                <Table.Th>{t('goods.field-code')}</Table.Th>
                <Table.Th ta="end">{t('page.goods.items')}</Table.Th>
                {may(changeFamily.name) && <Table.Th />}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row.code}>
                  <Table.Td style={{ paddingInlineStart: 10 + row.depth * 24 }}>
                    <Anchor href={`/goods/items?family=${row.code}`} onClick={go(`/goods/items?family=${row.code}`)}>
                      <bdi>{nameOf(row)}</bdi>
                    </Anchor>
                  </Table.Td>
                  <Table.Td>
                    <span className="kv-code">{row.code}</span>
                  </Table.Td>
                  <Table.Td ta="end">{figures(row.items)}</Table.Td>
                  {may(changeFamily.name) && (
                    <Table.Td ta="end">
                      <Button size="compact-xs" variant="subtle" onClick={() => setForm(row)}>
                        {t('goods.change')}
                      </Button>
                    </Table.Td>
                  )}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      <Modal
        opened={form !== null}
        onClose={() => setForm(null)}
        title={t(form === 'new' ? 'command.goods.create-family' : 'command.goods.change-family')}
      >
        {form === 'new' && <FamilyForm def={createFamily} fixed={{}} initial={{}} rows={rows} onDone={done} />}
        {form !== null && form !== 'new' && (
          <FamilyForm
            def={changeFamily}
            fixed={{ code: form.code, version: form.version }}
            initial={{ ...form }}
            rows={rows.filter((row) => row.code !== form.code)}
            known
            onDone={done}
          />
        )}
      </Modal>
    </Page>
  );
}

function FamilyForm({
  def,
  fixed,
  initial,
  rows,
  known = false,
  onDone,
}: {
  def: CommandDef;
  fixed: Record<string, unknown>;
  initial: Record<string, unknown>;
  rows: readonly Family[];
  known?: boolean;
  onDone: () => void;
}) {
  const t = useT();
  const names = [...(known ? [] : ['code']), 'nameEn', 'nameTr', 'nameAr', 'parent'];
  return (
    <CommandForm
      def={def}
      fixed={fixed}
      initial={Object.fromEntries(names.map((name) => [name, initial[name] ?? '']))}
      submitLabel={t('goods.save')}
      onDone={onDone}
      fields={names.map((name) => {
        const label = t(`goods.field-${name}`);
        if (name !== 'parent') return { name, kind: 'text' as const, label, required: name === 'nameEn' || name === 'code' };
        const choices = rows.map((row) => ({ value: row.code, label: `${'\u2003'.repeat(row.depth)}${nameOf(row)}` }));
        return { name, kind: 'choice' as const, label, choices };
      })}
    />
  );
}
