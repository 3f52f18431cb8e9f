import { Link } from '@tanstack/react-router';
import { useT } from '#foundation/web/i18n.ts';
import { Group, Paper, Stack, Text, Title, When } from '#foundation/web/ui/index.ts';
import { StateOf } from './words.tsx';

/** Documents that belong to a record: each opens. */
export function SubjectDocuments({
  documents,
}: {
  documents: readonly { id: string; kind: string; number: string; state: string; at: string; by: string }[];
}) {
  const t = useT();
  if (documents.length === 0) return null;
  return (
    <Paper p="md">
      <Title order={2} mb="sm">
        {t('supply.belongs-to-it')}
      </Title>
      <Stack gap="xs">
        {documents.map((document) => (
          <Group key={document.id} justify="space-between" gap="sm">
            <Link to={`/supply/store/${document.id}`} className="kv-opens">
              <span className="kv-code">{document.number}</span> {t(`supply.document-kind-${document.kind}`)}
            </Link>
            <Group gap="sm">
              <Text size="sm" c="dimmed">
                <bdi>{document.by}</bdi> · <When at={document.at} />
              </Text>
              <StateOf of="document" state={document.state} />
            </Group>
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}
