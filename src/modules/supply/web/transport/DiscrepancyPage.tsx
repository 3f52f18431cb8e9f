import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { minorDigits } from '#foundation/money.ts';
import { useT } from '#foundation/web/i18n.ts';
import { RecordPanels } from '#foundation/web/RecordPanels.tsx';
import {
  Anchor,
  Button,
  CommandForm,
  Facts,
  Group,
  Modal,
  Page,
  Paper,
  ProblemNotice,
  Stack,
  Status,
  Text,
  Title,
  Waiting,
  When,
  tell,
  crumb,
} from '#foundation/web/ui/index.ts';
import { agreeDiscrepancy, getDiscrepancy, setDiscrepancyDeadline } from '../../contract/transport/discrepancies.ts';
import { DifferenceCard } from './DifferenceCard.tsx';
import { Thumb } from './fields.tsx';
import { DiscrepancyStatus, nameIn, useDay } from './words.tsx';

export type Case = (typeof getDiscrepancy)['output']['_output'];

/** One case: what was expected, what was found, who says what, and how it ends for both sides. */
export default function DiscrepancyPage() {
  const t = useT();
  const day = useDay();
  const navigate = useNavigate();
  const { discrepancyId } = useParams({ strict: false }) as { discrepancyId: string };
  const found = useAsk(getDiscrepancy, { discrepancyId });
  const [asked, setAsked] = useState<'deadline' | 'paper' | null>(null);
  if (found.error)
    return (
      <Page title={t('page.supply.discrepancy')}>
        <ProblemNotice problem={found.error.body} retry={() => void found.refetch()} />
      </Page>
    );
  if (!found.data) return <Waiting />;
  const at = found.data;
  const done = () => {
    setAsked(null);
    tell(t('supply.saved'));
    void found.refetch();
  };
  const may = (name: string) => at.abilities.includes(name);
  return (
    <Page
      title={<span className="kv-code">{at.number}</span>}
      subtitle={
        <>
          <span className="kv-code">{at.waybill}</span> · <bdi>{nameIn(at.place)}</bdi> · {t(`supply.stage-${at.stage}`)}{' '}
          <DiscrepancyStatus state={at.state} overdue={at.overdue} />
        </>
      }
      crumbs={[crumb(t('page.supply.discrepancies'), '/supply/discrepancies', navigate)]}
      actions={
        may(setDiscrepancyDeadline.name) && (
          <Button variant="default" onClick={() => setAsked('deadline')}>
            {t('command.supply.set-discrepancy-deadline')}
          </Button>
        )
      }
    >
      <Facts
        items={[
          { label: t('supply.opened'), value: <When at={at.openedAt} /> },
          { label: t('supply.agree-by'), value: day(at.dueOn) },
          { label: t('supply.value'), value: <Values value={at.value} /> },
          {
            label: t('supply.truck'),
            value: (
              <Anchor
                href={`/supply/incoming/${at.legId}`}
                onClick={(event) => {
                  event.preventDefault();
                  void navigate({ to: `/supply/incoming/${at.legId}` });
                }}
              >
                <span className="kv-code">{at.waybill}</span>
              </Anchor>
            ),
          },
        ]}
      />
      {at.told.map((loss) => (
        <Paper key={`${loss.at} ${loss.note}`} p="md">
          <Title order={2} mb={4}>
            {t(`supply.cause-${loss.cause}`)}
          </Title>
          <Text>
            <bdi>{loss.note}</bdi>
          </Text>
          <Text size="sm" c="dimmed">
            <bdi>{loss.by}</bdi> · <When at={loss.at} />
          </Text>
        </Paper>
      ))}
      <Stack gap="md">
        {at.lines.map((line) => (
          <DifferenceCard key={line.id} line={line} at={at} onDone={done} />
        ))}
      </Stack>
      {at.photos.length > 0 && (
        <Paper p="md">
          <Title order={2} mb="sm">
            {t('supply.photos')}
          </Title>
          <Group gap="xs">
            {at.photos.map((id) => (
              <Thumb key={id} id={id} />
            ))}
          </Group>
        </Paper>
      )}
      <Ends at={at} onDone={done} onPaper={() => setAsked('paper')} />
      <RecordPanels subject={{ kind: 'discrepancy', id: discrepancyId }} />
      <Modal opened={asked === 'deadline'} onClose={() => setAsked(null)} title={t('command.supply.set-discrepancy-deadline')}>
        <CommandForm
          def={setDiscrepancyDeadline}
          fixed={{ discrepancyId }}
          initial={{ dueOn: at.dueOn }}
          onDone={done}
          onCancel={() => setAsked(null)}
          fields={[
            { name: 'dueOn', kind: 'date', label: t('supply.agree-by'), required: true },
            { name: 'reason', kind: 'long', label: t('field.reason'), required: true },
          ]}
        />
      </Modal>
      <Modal opened={asked === 'paper'} onClose={() => setAsked(null)} title={t('supply.agree-by-paper')}>
        <CommandForm
          def={agreeDiscrepancy}
          fixed={{ discrepancyId, version: at.version }}
          initial={{}}
          onDone={done}
          onCancel={() => setAsked(null)}
          fields={[
            {
              name: 'forPartnerByPaper',
              kind: 'text',
              label: t('supply.signed-paper'),
              hint: t('supply.signed-paper-hint'),
              required: true,
            },
          ]}
        />
      </Modal>
    </Page>
  );
}

/** Amounts by what the lots cost, each currency by itself. */
export function Values({ value }: { value: readonly { minor: number; currency: string }[] }) {
  const intl = useIntl();
  const t = useT();
  if (value.length === 0) return <Text c="dimmed">{t('supply.value-unknown')}</Text>;
  return (
    <bdi className="kv-number">
      {value
        .map(({ minor, currency }) =>
          intl.formatNumber(minor / 10 ** minorDigits(currency), { style: 'currency', currency, currencyDisplay: 'code' }),
        )
        .join(' + ')}
    </bdi>
  );
}

/** Both ends with their word; the case is closed by the second. */
function Ends({ at, onDone, onPaper }: { at: Case; onDone: () => void; onPaper: () => void }) {
  const t = useT();
  const { send, busy, problem } = useSend(agreeDiscrepancy);
  const settled = at.open === 0 && at.lines.every((line) => line.outcomes.every((outcome) => outcome.state !== 'proposed'));
  const may = at.abilities.includes(agreeDiscrepancy.name);
  const mine = at.side === 'ours' ? at.ours : at.theirs;
  const agree = async () => {
    const outcome = await send({ discrepancyId: at.id, version: at.version });
    if (outcome?.state === 'applied') onDone();
  };
  return (
    <Paper p="md">
      <Title order={2} mb="sm">
        {t('supply.both-ends')}
      </Title>
      {problem && <ProblemNotice problem={problem} />}
      <Group gap="xl" mb="sm">
        <End label={t('supply.side-ours')} agreed={at.ours} by={at.oursBy} when={at.oursAt} />
        <End label={t('supply.side-theirs')} agreed={at.theirs} by={at.theirsPaper ?? at.theirsBy} when={at.theirsAt} />
      </Group>
      {at.state === 'open' && !settled && <Text c="dimmed">{t('supply.settle-first')}</Text>}
      {at.state === 'open' && settled && may && (
        <Group>
          {!mine && (
            <Button loading={busy} onClick={() => void agree()}>
              {t('command.supply.agree-discrepancy')}
            </Button>
          )}
          {at.side === 'ours' && !at.theirs && (
            <Button variant="default" onClick={onPaper}>
              {t('supply.agree-by-paper')}
            </Button>
          )}
        </Group>
      )}
    </Paper>
  );
}

function End({ label, agreed, by, when }: { label: string; agreed: boolean; by: string | null; when: string | null }) {
  const t = useT();
  return (
    <div>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Status tone={agreed ? 'settled' : 'waiting'}>{t(agreed ? 'supply.agreed' : 'supply.not-agreed')}</Status>
      {by && when && (
        <Text size="sm">
          <bdi>{by}</bdi> · <When at={when} />
        </Text>
      )}
    </div>
  );
}
