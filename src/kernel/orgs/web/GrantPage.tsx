import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type * as z from 'zod';
import { RecordFrame, RecordOf } from '#foundation/web/RecordFrame.tsx';
import { newId } from '#foundation/ids.ts';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, CommandForm, Facts, Modal, Paper, Stack, Table, Text, Title, tell, crumb } from '#foundation/web/ui/index.ts';
import { GrantStatus, amendGrant, changeGrant, getGrant, setGrantStatus } from '../contract/grants.ts';
import { AmountInput, GrantForm } from './GrantForm.tsx';
import { nameOf } from './names.ts';
import { StatusOf, useDay, useMoney } from './words.tsx';

type Grant = z.output<typeof getGrant.output>;
type Asked = 'change' | 'amend' | 'status';

const acts = [
  { command: setGrantStatus, asks: 'status' },
  { command: changeGrant, asks: 'change' },
  { command: amendGrant, asks: 'amend' },
] as const;

/** One donor agreement: how much, until when, on what, and how it was amended. */
export default function GrantPage() {
  const t = useT();
  const navigate = useNavigate();
  const { grantId } = useParams({ strict: false }) as { grantId: string };
  const grant = useAsk(getGrant, { grantId });
  const [asked, setAsked] = useState<Asked | null>(null);
  const done = () => {
    setAsked(null);
    tell(t('orgs.grant-saved'));
    void grant.refetch();
  };
  return (
    <RecordOf asked={grant} title={t('page.orgs.grant')}>
      {(at) => (
        <RecordFrame
          title={<bdi>{at.title}</bdi>}
          subtitle={<span className="kv-code">{at.code}</span>}
          crumbs={[crumb(t('page.orgs.grants'), '/grants', navigate)]}
          subject={{ kind: 'grant', id: grantId }}
          acts={acts}
          abilities={at.abilities}
          onAsk={setAsked}
          notice={<Ending grant={at} />}
          facts={<GrantFacts grant={at} />}
          dialogs={<GrantDialogs grant={at} asked={asked} onClose={() => setAsked(null)} onDone={done} />}
        >
          <Stack>
            <Budget grant={at} />
            <Amendments grant={at} />
          </Stack>
        </RecordFrame>
      )}
    </RecordOf>
  );
}

function Ending({ grant }: { grant: Grant }) {
  const t = useT();
  if (!grant.attention) return null;
  return (
    <Alert
      color={grant.attention === 'ended' ? 'person' : 'waiting'}
      title={t(`orgs.grant-${grant.attention}`, { count: Math.abs(grant.daysLeft) })}
    >
      {t(`orgs.grant-${grant.attention}-do`)}
    </Alert>
  );
}

function GrantFacts({ grant }: { grant: Grant }) {
  const t = useT();
  const money = useMoney();
  const day = useDay();
  const label = (key: string) => t(`orgs.grant-field-${key}`);
  const all = t('orgs.no-limit');
  return (
    <Facts
      items={[
        { label: label('status'), value: <StatusOf status={grant.status} /> },
        {
          label: label('donor'),
          value: (
            <Link to={`/orgs/${grant.donorId}`} className="kv-opens">
              <bdi>{nameOf(grant)}</bdi>
            </Link>
          ),
        },
        { label: label('amount'), value: <strong>{money(grant.amount)}</strong> },
        { label: label('endsOn'), value: `${day(grant.startsOn)} – ${day(grant.endsOn)}` },
        { label: label('sectors'), value: grant.sectors.map((sector) => t(`orgs.sector-${sector}`)).join(', ') || all },
        { label: label('areas'), value: <bdi>{grant.areas.map((area) => nameOf(area)).join(', ') || all}</bdi> },
        { label: label('partners'), value: <bdi>{grant.partners.map((partner) => nameOf(partner)).join(', ') || all}</bdi> },
        {
          label: t('orgs.projects'),
          value:
            grant.projects.length === 0 ? null : (
              <Stack gap={2}>
                {grant.projects.map((project) => (
                  <Link key={project.id} to={`/responses/${project.responseId}`} className="kv-opens">
                    <span className="kv-code">{project.code}</span> <bdi>{nameOf(project)}</bdi>
                  </Link>
                ))}
              </Stack>
            ),
        },
        { label: t('field.note'), value: grant.note ? <bdi>{grant.note}</bdi> : null },
      ]}
    />
  );
}

function Budget({ grant }: { grant: Grant }) {
  const t = useT();
  const money = useMoney();
  const of = (minor: string) => money({ minor, currency: grant.currency });
  return (
    <Paper p="md">
      <Title order={2} mb="sm">
        {t('orgs.grant-field-lines')}
      </Title>
      {grant.lines.length === 0 && <Text c="dimmed">{t('orgs.no-lines')}</Text>}
      {grant.lines.length > 0 && (
        <Table.ScrollContainer minWidth={300}>
          <Table>
            <Table.Tbody>
              {grant.lines.map((line) => (
                <Table.Tr key={line.code}>
                  <Table.Td className="kv-code">{line.code}</Table.Td>
                  <Table.Td>
                    <bdi>{line.title}</bdi>
                  </Table.Td>
                  <Table.Td ta="end">{of(line.minor)}</Table.Td>
                </Table.Tr>
              ))}
              <Table.Tr>
                <Table.Td />
                <Table.Td c="dimmed">{t('orgs.unallocated')}</Table.Td>
                <Table.Td ta="end" c="dimmed">
                  {of(grant.unallocated)}
                </Table.Td>
              </Table.Tr>
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Paper>
  );
}

function Amendments({ grant }: { grant: Grant }) {
  const t = useT();
  const money = useMoney();
  const day = useDay();
  return (
    <Paper p="md">
      <Title order={2} mb="sm">
        {t('orgs.amendments')}
      </Title>
      {grant.amendments.length === 0 && <Text c="dimmed">{t('orgs.no-amendments')}</Text>}
      <Stack gap="sm">
        {grant.amendments.map((row) => (
          <div key={row.id}>
            <Text fw={500}>
              {t(`orgs.amendment-${row.kind}`)} · {day(row.amendedOn)}
            </Text>
            <Text size="sm">
              {row.added !== '0' && `+${money({ minor: row.added, currency: grant.currency })} `}
              {row.newEndsOn !== row.formerEndsOn && t('orgs.end-moved', { from: day(row.formerEndsOn), to: day(row.newEndsOn) })}
            </Text>
            <Text size="sm" c="dimmed">
              <bdi>{row.reference}</bdi> · {row.recordedBy}
            </Text>
          </div>
        ))}
      </Stack>
    </Paper>
  );
}

function GrantDialogs({ grant, asked, onClose, onDone }: { grant: Grant; asked: Asked | null; onClose: () => void; onDone: () => void }) {
  const t = useT();
  const [amendmentId, setId] = useState(() => newId());
  const amended = () => {
    setId(newId());
    onDone();
  };
  return (
    <>
      <Modal opened={asked === 'change'} onClose={onClose} title={t('command.orgs.change-grant')} size="lg">
        <GrantForm
          def={changeGrant}
          fixed={{ grantId: grant.id, version: grant.version }}
          initial={{ ...grant, areas: grant.areas.map((row) => row.pcode), partners: grant.partners.map((row) => row.id) }}
          currency={grant.currency}
          known={{
            areas: grant.areas.map((row) => ({ id: row.pcode, name: nameOf(row) })),
            partners: grant.partners.map((row) => ({ id: row.id, name: nameOf(row) })),
          }}
          onDone={onDone}
        />
      </Modal>
      <Modal opened={asked === 'amend'} onClose={onClose} title={t('command.orgs.amend-grant')}>
        <CommandForm
          def={amendGrant}
          fixed={{ amendmentId, grantId: grant.id }}
          initial={{ kind: 'no-cost-extension' }}
          onDone={amended}
          onCancel={onClose}
          fields={[
            {
              name: 'kind',
              kind: 'choice',
              label: t('orgs.amendment-kind'),
              required: true,
              choices: (['no-cost-extension', 'top-up'] as const).map((value) => ({ value, label: t(`orgs.amendment-${value}`) })),
            },
            { name: 'amendedOn', kind: 'date', label: t('orgs.amended-on'), required: true },
            { name: 'reference', kind: 'text', label: t('orgs.amendment-reference'), required: true },
            { name: 'newEndsOn', kind: 'date', label: t('orgs.new-end') },
            {
              name: 'addedMinor',
              kind: 'own',
              label: t('orgs.added-amount'),
              render: (field) => <AmountInput {...field} currency={grant.currency} optional />,
            },
          ]}
        />
      </Modal>
      <Modal opened={asked === 'status'} onClose={onClose} title={t('command.orgs.set-grant-status')}>
        <CommandForm
          def={setGrantStatus}
          fixed={{ grantId: grant.id }}
          initial={{ status: grant.status }}
          onDone={onDone}
          onCancel={onClose}
          fields={[
            {
              name: 'status',
              kind: 'choice',
              label: t('orgs.grant-field-status'),
              required: true,
              choices: GrantStatus.options.map((value) => ({ value, label: t(`orgs.status-${value}`) })),
            },
            { name: 'reason', kind: 'long', label: t('field.reason'), required: true },
          ]}
        />
      </Modal>
    </>
  );
}
