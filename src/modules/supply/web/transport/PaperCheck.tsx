import { useAsk, useClient, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Anchor, Group, Lines, Text } from '#foundation/web/ui/index.ts';
import { useCan } from '#foundation/web/session.ts';
import { getNotes } from '#kernel/notes/contract/notes.ts';
import type { getIncoming } from '../../contract/transport/deliveries.ts';
import { checkPaper } from '../../contract/transport/paper-checks.ts';
import { Thumb } from './fields.tsx';
import { KeyedCheck } from './KeyedCheck.tsx';
import { nameIn, useQty } from './words.tsx';

type Account = (typeof getIncoming)['output']['_output']['accounts'][number];

/** Figures keyed from a paper, who holds them against it, and what came of that. */
export function PaperCheck({ legId, account, may, onDone }: { legId: string; account: Account; may: boolean; onDone: () => void }) {
  const t = useT();
  const { send, busy, problem } = useSend(checkPaper);
  if (!account.fromPaper) return null;
  return (
    <KeyedCheck
      keyed={account}
      may={may}
      act={t('command.supply.check-paper')}
      remedy={t('supply.paper-differs-text')}
      sending={{ busy, problem, say: (said) => send({ deliveryId: account.id, ...said }) }}
      onDone={onDone}
    >
      <Figures account={account} />
      <Pages legId={legId} deliveryId={account.id} photos={account.photos} />
    </KeyedCheck>
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

/** The signed pages that came back by their codes, of the truck and of one account. */
export function Pages({ legId, deliveryId, photos }: { legId: string; deliveryId?: string; photos: readonly string[] }) {
  const t = useT();
  const client = useClient();
  const enabled = useCan(getNotes.permission);
  const truck = useAsk(getNotes, { subject: { kind: 'shipment-leg', id: legId } }, { enabled });
  const own = useAsk(getNotes, { subject: { kind: 'delivery', id: deliveryId ?? '' } }, { enabled: enabled && deliveryId !== undefined });
  const pages = [...(truck.data?.attachments ?? []), ...(own.data?.attachments ?? [])];
  const pictures = [...photos, ...pages.filter(isPicture).map((page) => page.fileId)];
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
