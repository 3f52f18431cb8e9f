import { useAsk, useClient } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { RecordName } from '#foundation/web/RecordName.tsx';
import { Anchor, Facts, Group, PrintButton } from '#foundation/web/ui/index.ts';
import { listGrantTransfers } from '../../contract/stores/grant-transfers.ts';
import { nameIn } from '../transport/words.tsx';

/** Of a transfer between grants: from whom to whom, by whose consent, and for what the goods are meant from then on. */
export function TransferFacts({ documentId }: { documentId: string }) {
  const t = useT();
  const client = useClient();
  const may = useCan(listGrantTransfers.permission);
  const found = useAsk(listGrantTransfers, { documentId, limit: 1 }, { enabled: may });
  const transfer = found.data?.rows[0];
  if (!transfer) return null;
  const column = (key: string) => t(`column.supply.list-grant-transfers.${key}`);
  return (
    <>
      <Facts
        items={[
          { label: column('fromCode'), value: transfer.fromGrant && <RecordName kind="grant" id={transfer.fromGrant} /> },
          { label: column('toCode'), value: transfer.toGrant && <RecordName kind="grant" id={transfer.toGrant} /> },
          {
            label: column('consent'),
            value: (
              <>
                <bdi>{transfer.consent}</bdi>{' '}
                {transfer.consentFileId && (
                  <Anchor href={client.fileUrl(transfer.consentFileId)} target="_blank" rel="noreferrer">
                    {t('supply.consent-open')}
                  </Anchor>
                )}
              </>
            ),
          },
          { label: t('supply.transfer-sector'), value: transfer.sector && t(`orgs.sector-${transfer.sector}`) },
          { label: t('supply.transfer-area'), value: transfer.areaNames && <bdi>{nameIn(transfer.areaNames)}</bdi> },
          { label: t('supply.transfer-partner'), value: transfer.partnerNames && <bdi>{nameIn(transfer.partnerNames)}</bdi> },
        ].filter((item) => Boolean(item.value))}
      />
      <Group>
        <PrintButton paper="supply.grant-transfer" input={{ documentId }} />
      </Group>
    </>
  );
}
