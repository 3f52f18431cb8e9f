import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { useSend } from '#foundation/web/client.ts';
import {
  Button,
  Checkbox,
  CommandForm,
  DateField,
  Group,
  Modal,
  ProblemNotice,
  Stack,
  Text,
  Title,
  When,
  tell,
  Lines,
} from '#foundation/web/ui/index.ts';
import { prolongHolds, unallocate } from '../../contract/requests/allocation.ts';
import type { RequestShown } from '../../contract/requests/requests.ts';
import { PickStatus, nameIn, useDay, useQuantities, useReason } from './words.tsx';

type Pick = NonNullable<RequestShown['picks']>[number];

/** Goods set aside for a request: where they lie, why these, and until when. */
export function Picks({ request, picks, onDone }: { request: RequestShown; picks: readonly Pick[]; onDone: () => void }) {
  const t = useT();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [asked, setAsked] = useState<'free' | 'prolong' | null>(null);
  const mayFree = request.abilities.includes(unallocate.name);
  const mayProlong = request.abilities.includes(prolongHolds.name);
  const held = picks.filter((pick) => pick.state === 'held');
  const ids = chosen.filter((id) => held.some((pick) => pick.id === id));
  const done = () => {
    setAsked(null);
    setChosen([]);
    tell(t('supply.request-saved'));
    onDone();
  };
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Title order={2}>{t('supply.set-aside')}</Title>
        {held.length > 0 && (mayFree || mayProlong) && (
          <Group gap="xs" className="kv-noprint">
            {mayProlong && (
              <Button variant="default" size="xs" disabled={ids.length === 0} onClick={() => setAsked('prolong')}>
                {t('command.supply.prolong-holds')}
              </Button>
            )}
            {mayFree && (
              <Button variant="default" size="xs" disabled={ids.length === 0} onClick={() => setAsked('free')}>
                {t('command.supply.unallocate')}
              </Button>
            )}
          </Group>
        )}
      </Group>
      <PickLines request={request} picks={picks} chosen={ids} {...(mayFree || mayProlong ? { onChoose: setChosen } : {})} />
      <Modal opened={asked === 'free'} onClose={() => setAsked(null)} title={t('command.supply.unallocate')}>
        <CommandForm
          def={unallocate}
          fixed={{ pickIds: [...ids] }}
          initial={{ reason: '' }}
          fields={[{ name: 'reason', kind: 'long', label: t('field.reason'), required: true, hint: t('supply.unallocate-hint') }]}
          onCancel={() => setAsked(null)}
          onDone={done}
        />
      </Modal>
      <Modal opened={asked === 'prolong'} onClose={() => setAsked(null)} title={t('command.supply.prolong-holds')}>
        <Prolong pickIds={ids} onDone={done} />
      </Modal>
    </Stack>
  );
}

/** Until the end of a day. */
function Prolong({ pickIds, onDone }: { pickIds: readonly string[]; onDone: () => void }) {
  const t = useT();
  const [day, setDay] = useState('');
  const { send, busy, problem } = useSend(prolongHolds);
  const ready = /^\d{4}-\d{2}-\d{2}$/.test(day);
  const save = async () => {
    const outcome = await send({ pickIds: [...pickIds], until: new Date(`${day}T23:59:59`).toISOString() });
    if (outcome?.state === 'applied') onDone();
  };
  return (
    <Stack>
      {problem && <ProblemNotice problem={problem} />}
      <DateField label={t('column.supply.list-picks.expiresAt')} withAsterisk value={day} onChange={setDay} />
      <Group>
        <Button disabled={!ready} loading={busy} onClick={() => void save()}>
          {t('command.supply.prolong-holds')}
        </Button>
      </Group>
    </Stack>
  );
}

interface LinesProps {
  readonly request: RequestShown;
  readonly picks: readonly Pick[];
  readonly chosen: readonly string[];
  readonly onChoose?: (ids: readonly string[]) => void;
}

function PickLines({ request, picks, chosen, onChoose }: LinesProps) {
  const t = useT();
  const day = useDay();
  const { words } = useQuantities();
  const itemOf = (pick: Pick) => request.items.find((line) => line.id === pick.lineId)?.item;
  const column = (key: string) => t(`column.supply.list-picks.${key}`);
  return (
    <Lines
      label={t('supply.set-aside')}
      rows={picks}
      rowKey={(pick) => pick.id}
      columns={[
        {
          key: 'item',
          title: t('supply.item'),
          wraps: true,
          cell: (pick) => {
            const name = nameIn(itemOf(pick)?.names ?? {});
            return onChoose && pick.state === 'held' ? (
              <Checkbox
                label={<bdi>{name}</bdi>}
                checked={chosen.includes(pick.id)}
                onChange={(event) => onChoose(event.currentTarget.checked ? [...chosen, pick.id] : chosen.filter((id) => id !== pick.id))}
              />
            ) : (
              <bdi>{name}</bdi>
            );
          },
        },
        { key: 'qty', title: column('qty'), number: true, cell: (pick) => words(pick.qty, itemOf(pick)?.unit ?? 'piece') },
        {
          key: 'place',
          title: column('placeCode'),
          wraps: true,
          cell: (pick) => (
            <>
              <span className="kv-code">{pick.placeCode}</span>
              {pick.lotCode && (
                <>
                  {' · '}
                  <span className="kv-code">{pick.lotCode}</span>
                </>
              )}
            </>
          ),
        },
        { key: 'expires', title: column('expiresOn'), cell: (pick) => day(pick.expiresOn) },
        { key: 'grant', title: column('grantCode'), cell: (pick) => pick.grantCode && <span className="kv-code">{pick.grantCode}</span> },
        { key: 'why', title: t('supply.why-picked'), wraps: true, cell: (pick) => <Reasons pick={pick} /> },
        { key: 'state', title: t('supply.request-field-state'), cell: (pick) => <PickStatus state={pick.state} /> },
        { key: 'until', title: column('expiresAt'), cell: (pick) => (pick.state === 'held' ? <When at={pick.expiresAt} /> : null) },
      ]}
    />
  );
}

/** The rules' reasons; by hand the person's own words. */
function Reasons({ pick }: { pick: Pick }) {
  const t = useT();
  const reason = useReason();
  return (
    <Text size="sm" component="span">
      {pick.byHand ? (
        <>
          {t('supply.by-hand')}: <bdi>{pick.byHand}</bdi>
        </>
      ) : (
        pick.reasons.map((why) => reason('pick', why)).join(' · ')
      )}
      {pick.endReason && (
        <>
          {' '}
          (<bdi>{pick.endReason}</bdi>)
        </>
      )}
    </Text>
  );
}
