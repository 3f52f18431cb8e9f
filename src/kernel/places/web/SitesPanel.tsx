import { Link } from '@tanstack/react-router';
import type { RecordPanel } from '#foundation/web/RecordPanels.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Paper, SimpleGrid, Text, Title } from '#foundation/web/ui/index.ts';
import { listSites } from '../contract/sites.ts';
import { nameOf } from './names.ts';

/** Beside an organisation the sites in its custody, beside a response the sites that serve it. */
const SitesPanel: RecordPanel = ({ subject }) => {
  const t = useT();
  const may = useCan(listSites.name);
  const filter = subject.kind === 'org' ? { custodianId: subject.id } : { responseId: subject.id };
  const shows = may && (subject.kind === 'org' || subject.kind === 'response');
  const sites = useAsk(listSites, { limit: 100, ...filter }, { enabled: shows });
  if (!shows || !sites.data || sites.data.rows.length === 0) return null;
  return (
    <Paper p="md">
      <Title order={2} mb="sm">
        {t(subject.kind === 'org' ? 'places.in-custody' : 'places.of-response', { count: sites.data.total })}
      </Title>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} verticalSpacing="xs">
        {sites.data.rows.map((site) => (
          <Text key={site.id}>
            <Link to={`/places/sites/${site.id}`} className="kv-opens">
              <bdi>{nameOf(site)}</bdi>
            </Link>{' '}
            <span className="kv-code">{site.code}</span>
          </Text>
        ))}
      </SimpleGrid>
    </Paper>
  );
};
export default SitesPanel;
