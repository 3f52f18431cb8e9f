import { useIntl } from 'react-intl';
import { newId } from '#foundation/ids.ts';
import { useAsk, useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, Figure, Page, Paper, ProblemNotice, SimpleGrid, Stack, Status, Text, Waiting, tell } from '#foundation/web/ui/index.ts';
import { getProof, proveNow } from '../contract/history.ts';

/** How far the log is sealed, and what the last proof of log and books found. */
export default function ProofPage() {
  const t = useT();
  const intl = useIntl();
  const proof = useAsk(getProof, {}, { refreshMs: 5_000 });
  const run = useSend(proveNow);
  const may = useCan(proveNow.name, {});
  if (proof.error)
    return (
      <Page title={t('page.audit.proof')}>
        <ProblemNotice problem={proof.error.body} />
      </Page>
    );
  if (!proof.data) return <Waiting />;
  const { commands, sealed, lastSeal, lastRun } = proof.data;
  const moment = (text: string) =>
    intl.formatDate(text, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
  const prove = async () => {
    if (await run.send({ runId: newId() })) tell(t('audit.proving'));
  };
  return (
    <Page
      title={t('page.audit.proof')}
      subtitle={t('audit.proof-text')}
      actions={
        may && (
          <Button loading={run.busy} onClick={() => void prove()}>
            {t('audit.prove-now')}
          </Button>
        )
      }
    >
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
        <Figure label={t('audit.commands')} value={intl.formatNumber(commands)} />
        <Figure label={t('audit.sealed')} value={intl.formatNumber(sealed)} {...(lastSeal ? { unit: moment(lastSeal.at) } : {})} />
        <Figure
          label={t('audit.last-proof')}
          value={lastRun ? t('audit.differences', { count: lastRun.faults }) : t('audit.never-proved')}
          {...(lastRun ? { unit: moment(lastRun.at) } : {})}
        />
      </SimpleGrid>
      {(lastRun?.proofs ?? []).map((item) => (
        <Paper key={item.name} p="md">
          <Stack gap="xs">
            <Status tone={item.faults.length === 0 ? 'settled' : 'person'}>{t('audit.differences', { count: item.faults.length })}</Status>
            <Text fw={600}>{t(item.name)}</Text>
            <Text size="sm" c="dimmed">
              {t('audit.checked', { count: item.checked })}
            </Text>
            {item.faults.map((fault) => (
              <Text key={fault} size="sm" dir="ltr">
                {fault}
              </Text>
            ))}
          </Stack>
        </Paper>
      ))}
    </Page>
  );
}
