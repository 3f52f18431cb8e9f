import { useState } from 'react';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Select } from '#foundation/web/ui/index.ts';
import { listOffices } from '#kernel/orgs/contract/offices.ts';
import { listShipments } from '../../contract/transport/shipments.ts';
import { nameIn } from './words.tsx';

const fits = (code: string) => /^[A-Z0-9]{2,6}$/.test(code);

/** Offices whose series give documents their numbers. */
export function useOffices() {
  const may = useCan(listOffices.permission);
  const rows = useAsk(listOffices, {}, { enabled: may }).data?.rows ?? [];
  return rows.filter((row) => fits(row.code));
}

/** The office that gives the numbers: the one chosen last on this device, else the one of the newest shipment, else the first there is. */
export function useOffice(): [string, (office: string) => void] {
  const offices = useOffices();
  const may = useCan(listShipments.permission);
  const newest = useAsk(listShipments, { limit: 1 }, { enabled: may }).data?.rows[0]?.number.split('-')[1];
  const [office, setOffice] = useState(() => localStorage.getItem(lastOffice) ?? '');
  const choose = (code: string) => {
    setOffice(code);
    localStorage.setItem(lastOffice, code);
  };
  const known = [office, newest].map((code) => offices.find((row) => row.code === code)).find((row) => row) ?? offices[0];
  return [known?.code ?? '', choose];
}
const lastOffice = 'kervan.office';

export function OfficeField({ value, onChange }: { value: string; onChange: (office: string) => void }) {
  const t = useT();
  const offices = useOffices();
  return (
    <Select
      label={t('supply.office')}
      description={t('supply.office-hint')}
      data={offices.map((row) => ({
        value: row.code,
        label: `${row.code} · ${nameIn({ en: row.nameEn, tr: row.nameTr, ar: row.nameAr })}`,
      }))}
      value={value || null}
      onChange={(next) => onChange(next ?? '')}
      allowDeselect={false}
    />
  );
}
