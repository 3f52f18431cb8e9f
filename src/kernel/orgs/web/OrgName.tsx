import { useAsk } from '#foundation/web/client.ts';
import { useCan } from '#foundation/web/session.ts';
import { getOrganisation, listOrganisations } from '../contract/organisations.ts';
import { nameOf } from './names.ts';

/** An organisation's name by its id. */
export default function OrgName({ id }: { readonly id: string }) {
  const org = useAsk(getOrganisation, { orgId: id }, { enabled: useCan(listOrganisations.name) });
  return org.data ? <bdi>{nameOf(org.data)}</bdi> : <span className="kv-code">{id.slice(-8)}</span>;
}
