import { useState } from 'react';
import { useAsk, useClient, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Anchor, Button, Group, Lines, Modal, ProblemNotice, Stack, Text, Textarea, When } from '#foundation/web/ui/index.ts';
import { useCan } from '#foundation/web/session.ts';
import { getNotes } from '#kernel/notes/contract/notes.ts';
import type { getIncoming } from '../../contract/transport/deliveries.ts';
import { checkPaper } from '../../contract/transport/paper-checks.ts';
import { Thumb } from './fields.tsx';
import { nameIn, useQty } from './words.tsx';

type Account = (typeof getIncoming)['output']['_output']['accounts'][number];

/** Figures keyed from a paper, who holds them against it, and what came of that. */
export function PaperCheck({ legId, account, may, onDone }: { legId: string; account: Account; may: boolean; onDone: () => void }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  if (!account.fromPaper) return null;
  const { check } = account;
  if (check)
    return (
      <Alert
        color={check.agrees ? 'settled' : 'person'}
        title={t(check.agrees ? 'supply.paper-agrees' : 'supply.paper-differs', { by: check.by })}
        mb="xs"
      >
        {check.note && (
          <Text size="sm">
            <bdi>{check.note}</bdi>
          </Text>
        )}
        <Text size="sm" c="dimmed">
          <When at={check.at} />
        </Text>
        {!check.agrees && <Text size="sm">{t('supply.paper-differs-text')}</Text>}
      </Alert>
    );
  return (
    <>
      <Alert color="waiting" title={t('supply.paper-unchecked', { by: account.by })} mb="xs">
        {account.mine ? (
          t('supply.paper-unchecked-mine')
        ) : (
          <Group gap="sm">
            <Text size="sm">{t('supply.paper-unchecked-text')}</Text>
            {may && (
              <Button size="xs" onClick={() => setOpen(true)}>
                {t('command.supply.check-paper')}
              </Button>
            )}
          </Group>
        )}
      </Alert>
      <Modal opened={open} onClose={() => setOpen(false)} title={t('command.supply.check-paper')} size="lg">
        {open && (
          <CheckForm
            legId={legId}
            account={account}
            onDone={() => {
              setOpen(false);
              onDone();
            }}
          />
        )}
      </Modal>
    </>
  );
}

function CheckForm({ legId, account, onDone }: { legId: string; account: Account; onDone: () => void }) {
  const t = useT();
  const { send, busy, problem } = useSend(checkPaper);
  const [note, setNote] = useState('');
  const say = async (agrees: boolean) => {
    const outcome = await send({ deliveryId: account.id, agrees, ...(note.trim() ? { note: note.trim() } : {}) });
    if (outcome?.state === 'applied') onDone();
  };
  return (
    <Stack>
      <Text>{t('supply.paper-check-text')}</Text>
      <Figures account={account} />
      <Pages legId={legId} account={account} />
      {problem && <ProblemNotice problem={problem} />}
      <Textarea
        label={t('supply.paper-check-note')}
        description={t('supply.paper-check-note-hint')}
        autosize
        minRows={2}
        dir="auto"
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Group>
        <Button loading={busy} onClick={() => void say(true)}>
          {t('supply.paper-say-agrees')}
        </Button>
        <Button variant="default" loading={busy} disabled={note.trim().length < 3} onClick={() => void say(false)}>
          {t('supply.paper-say-differs')}
        </Button>
      </Group>
    </Stack>
  );
}

/** What was keyed, to read beside the paper. */
function Figures({ account }: { account: Account }) {
  const t = useT();
  const qty = useQty();
  const keys = ['good', 'damaged', 'refused'] as const;
  return (
    <Lines
      label={t('supply.lines')}
      rows={account.lines}
      rowKey={(line) => `${line.lineId ?? ''} ${line.item.id}`}
      columns={[
        { key: 'item', title: t('supply.item'), wraps: true, cell: (line) => <bdi>{nameIn(line.item)}</bdi> },
        ...keys.map((key) => ({
          key,
          title: t(`supply.count-${key}`),
          number: true,
          cell: (line: Account['lines'][number]) => qty(line[key], line.item.unit),
        })),
      ]}
    />
  );
}

/** The signed pages that came back by their codes, of the truck and of this account. */
function Pages({ legId, account }: { legId: string; account: Account }) {
  const t = useT();
  const client = useClient();
  const enabled = useCan(getNotes.permission);
  const truck = useAsk(getNotes, { subject: { kind: 'shipment-leg', id: legId } }, { enabled });
  const own = useAsk(getNotes, { subject: { kind: 'delivery', id: account.id } }, { enabled });
  const pages = [...(truck.data?.attachments ?? []), ...(own.data?.attachments ?? [])];
  const pictures = [...account.photos, ...pages.filter(isPicture).map((page) => page.fileId)];
  const others = pages.filter((page) => !isPicture(page));
  if (pictures.length + others.length === 0) return <Text c="dimmed">{t('supply.paper-no-pages')}</Text>;
  return (
    <Group gap="xs">
      {[...new Set(pictures)].map((id) => (
        <Thumb key={id} id={id} />
      ))}
      {others.map((page) => (
        <Anchor key={page.id} href={client.fileUrl(page.fileId)} target="_blank" rel="noreferrer">
          <bdi>{page.name}</bdi>
        </Anchor>
      ))}
    </Group>
  );
}

const isPicture = (page: { readonly mediaType: string }) => page.mediaType.startsWith('image/');
