import { useAsk } from '#foundation/web/client.ts';
import { useCan } from '#foundation/web/session.ts';
import { getSite, listSites } from '../contract/sites.ts';
import { nameOf } from './names.ts';

/** A site's name by its id. */
export default function SiteName({ id }: { readonly id: string }) {
  const site = useAsk(getSite, { siteId: id }, { enabled: useCan(listSites.name) });
  return site.data ? <bdi>{nameOf(site.data)}</bdi> : <span className="kv-code">{id.slice(-8)}</span>;
}
