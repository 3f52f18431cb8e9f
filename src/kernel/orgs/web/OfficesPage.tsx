import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type * as z from 'zod';
import type { CommandDef } from '#foundation/command.ts';
import { newId } from '#foundation/ids.ts';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { pathOf } from '#foundation/web/subjects.ts';
import {
  Button,
  CommandForm,
  EmptyState,
  Group,
  Modal,
  Page,
  Paper,
  ProblemNotice,
  Stack,
  Text,
  Waiting,
  tell,
  useBegin,
} from '#foundation/web/ui/index.ts';
import { changeOffice, closeOffice, listOffices, officeKinds, openOffice } from '../contract/offices.ts';
import { nameOf } from './names.ts';
import { StatusOf, useDay } from './words.tsx';

type Office = z.output<typeof listOffices.output>['rows'][number];

/** The mission's offices in their tree. */
export default function OfficesPage() {
  const t = useT();
  const offices = useAsk(listOffices, {});
  const [form, setForm] = useState<Office | 'new' | null>(null);
  const [closing, setClosing] = useState<Office | null>(null);
  useBegin(openOffice.name, () => setForm('new'));
  const rows = offices.data?.rows ?? [];
  const may = (name: string) => offices.data?.abilities.includes(name) ?? false;
  const done = () => {
    setForm(null);
    setClosing(null);
    tell(t('orgs.office-saved'));
    void offices.refetch();
  };
  // Those whose parent is beyond the reader's reach stand at the top.
  const roots = rows.filter((row) => !rows.some((parent) => parent.id === row.parentId));
  return (
    <Page
      title={t('page.orgs.offices')}
      subtitle={t('orgs.offices-text')}
      actions={may(openOffice.name) && <Button onClick={() => setForm('new')}>{t('command.orgs.open-office')}</Button>}
    >
      {offices.error && <ProblemNotice problem={offices.error.body} retry={() => void offices.refetch()} />}
      {offices.isPending && <Waiting />}
      {offices.data && rows.length === 0 && <EmptyState title={t('orgs.no-offices')}>{t('orgs.no-offices-text')}</EmptyState>}
      <Stack gap="xs">
        {roots.map((row) => (
          <Branch key={row.id} office={row} rows={rows} may={may} onChange={setForm} onClose={setClosing} />
        ))}
      </Stack>
      <Modal
        opened={form !== null}
        onClose={() => setForm(null)}
        title={t(form === 'new' ? 'command.orgs.open-office' : 'command.orgs.change-office')}
      >
        {form === 'new' && <OfficeForm def={openOffice} fixed={{ officeId: newId() }} initial={{}} rows={rows} onDone={done} />}
        {form !== null && form !== 'new' && (
          <OfficeForm
            def={changeOffice}
            fixed={{ officeId: form.id, version: form.version }}
            initial={{ ...form }}
            rows={rows.filter((row) => row.id !== form.id)}
            known
            onDone={done}
          />
        )}
      </Modal>
      <Modal opened={closing !== null} onClose={() => setClosing(null)} title={t('command.orgs.close-office')}>
        {closing && (
          <CommandForm
            def={closeOffice}
            fixed={{ officeId: closing.id }}
            initial={{}}
            onDone={done}
            onCancel={() => setClosing(null)}
            fields={[{ name: 'closedOn', kind: 'date', label: t('orgs.closed-on'), required: true }]}
          />
        )}
      </Modal>
    </Page>
  );
}

interface BranchProps {
  readonly office: Office;
  readonly rows: readonly Office[];
  readonly may: (name: string) => boolean;
  readonly onChange: (row: Office) => void;
  readonly onClose: (row: Office) => void;
}

function Branch({ office, rows, may, onChange, onClose }: BranchProps) {
  const t = useT();
  const day = useDay();
  const children = rows.filter((row) => row.parentId === office.id);
  const site = office.siteId ? pathOf('site', office.siteId) : undefined;
  return (
    <div>
      <Paper p="sm">
        <Group justify="space-between" gap="xs">
          <div>
            <Text fw={500}>
              <bdi>{nameOf(office)}</bdi> <span className="kv-code">{office.code}</span>
            </Text>
            <Text size="sm" c="dimmed">
              {t(`orgs.office-${office.kind}`)} · <bdi>{nameOf(office.areaNames)}</bdi>
              {office.closedOn && ` · ${t('orgs.closed-since', { day: day(office.closedOn) })}`}
            </Text>
            {site && (
              <Text size="sm">
                <Link to={site} className="kv-opens">
                  {t('orgs.its-site')}
                </Link>
              </Text>
            )}
          </div>
          <Group gap="xs">
            {office.closedOn && <StatusOf status="closed" />}
            {!office.closedOn && may(closeOffice.name) && (
              <Button size="xs" variant="default" onClick={() => onClose(office)}>
                {t('command.orgs.close-office')}
              </Button>
            )}
            {!office.closedOn && may(changeOffice.name) && (
              <Button size="xs" variant="default" onClick={() => onChange(office)}>
                {t('command.orgs.change-office')}
              </Button>
            )}
          </Group>
        </Group>
      </Paper>
      {children.length > 0 && (
        <Stack gap="xs" mt="xs" ps="lg" style={{ borderInlineStart: '2px solid var(--kv-line)', marginInlineStart: 12 }}>
          {children.map((child) => (
            <Branch key={child.id} office={child} rows={rows} may={may} onChange={onChange} onClose={onClose} />
          ))}
        </Stack>
      )}
    </div>
  );
}

function OfficeForm({
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
  rows: readonly Office[];
  known?: boolean;
  onDone: () => void;
}) {
  const t = useT();
  const [kept] = useState(fixed);
  const names = ['kind', ...(known ? [] : ['code']), 'nameEn', 'nameTr', 'nameAr', 'parentId', 'area', 'siteId'];
  const picker = (name: string, kind: string) => ({
    name,
    kind: 'own' as const,
    label: t(`orgs.office-field-${name}`),
    render: (field: { id: string; label: string; error: string | undefined; value: unknown; onChange: (value: unknown) => void }) => (
      <RecordPicker
        kind={kind}
        id={field.id}
        label={field.label}
        error={field.error}
        value={typeof field.value === 'string' ? field.value : ''}
        onChange={(id) => field.onChange(id)}
      />
    ),
  });
  return (
    <CommandForm
      def={def}
      fixed={kept}
      initial={Object.fromEntries(names.map((name) => [name, initial[name] ?? '']))}
      submitLabel={t('orgs.save')}
      onDone={onDone}
      fields={[
        {
          name: 'kind',
          kind: 'choice',
          label: t('orgs.office-field-kind'),
          required: true,
          choices: officeKinds.map((value) => ({ value, label: t(`orgs.office-${value}`) })),
        },
        ...(known
          ? []
          : [
              { name: 'code', kind: 'text' as const, label: t('orgs.office-field-code'), hint: t('orgs.office-code-hint'), required: true },
            ]),
        { name: 'nameEn', kind: 'text', label: t('orgs.field-nameEn'), required: true },
        { name: 'nameTr', kind: 'text', label: t('orgs.field-nameTr') },
        { name: 'nameAr', kind: 'text', label: t('orgs.field-nameAr') },
        {
          name: 'parentId',
          kind: 'choice',
          label: t('orgs.office-field-parentId'),
          choices: rows
            .filter((row) => row.kind !== 'field-office' && !row.closedOn)
            .map((row) => ({ value: row.id, label: `${row.code} · ${nameOf(row)}` })),
        },
        picker('area', 'area'),
        picker('siteId', 'site'),
      ]}
    />
  );
}
