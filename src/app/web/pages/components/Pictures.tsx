import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import { useIntl } from 'react-intl';
import { Button, Chart, FileViewer, Paper, PrintSheet, SimpleGrid } from '#foundation/web/ui/index.ts';
import type { ChartRow } from '#foundation/web/ui/index.ts';

const day = (at: number) => new Date(Date.UTC(2023, 1, 6 + at)).toISOString().slice(0, 10);
const balance: ChartRow[] = [0, 0, 1200, 1180, null, 900, 1450, 1400, 1240, 1237, 980, 640].map((y, at) => ({ x: day(at), y }));
const places = ['Hatay', 'Kilis', 'Gaziantep', 'İdlib'];

/** Charts of each kind, with the figures behind them, and the viewer of files. */
export function Pictures() {
  const t = useT();
  const unit = t('components.unit-piece');
  const [looked, setLooked] = useState(false);
  const two: ChartRow[] = balance.flatMap((row, at) => [
    { ...row, series: 'Burç' },
    { x: row.x, y: 300 + ((at * 97) % 400), series: 'Azaz' },
  ]);
  const byPlace: ChartRow[] = places.map((x, at) => ({ x, y: [4200, 0, 2600, 3100][at]! }));
  const stacked: ChartRow[] = places.flatMap((x, at) =>
    (['settled', 'waiting', 'person'] as const).map((state, index) => ({
      x,
      y: 400 + ((at * 7 + index * 3) % 5) * 300,
      series: t(`components.state-${state}`),
    })),
  );
  const axes = { xLabel: t('column.components.list-sample.countedOn'), yLabel: t('column.components.list-sample.quantity'), unit };
  return (
    <>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Paper p="md">
          <Chart kind="line" over="day" title={t('components.chart-line')} rows={balance} {...axes} />
        </Paper>
        <Paper p="md">
          <Chart kind="line" over="day" title={t('components.chart-two')} rows={two} {...axes} />
        </Paper>
        <Paper p="md">
          <Chart kind="bar" over="category" title={t('components.chart-bar')} rows={byPlace} {...axes} xLabel={t('area.places')} />
        </Paper>
        <Paper p="md">
          <Chart kind="stacked" over="category" title={t('components.chart-stacked')} rows={stacked} {...axes} xLabel={t('area.places')} />
        </Paper>
      </SimpleGrid>
      <Button variant="default" onClick={() => setLooked(true)} w="fit-content">
        {t('components.file')}
      </Button>
      {looked && <FileViewer url="/icon.svg" name="icon.svg" mediaType="image/svg+xml" onClose={() => setLooked(false)} />}
    </>
  );
}

/** A paper in three languages, as it is printed. */
export function Prints() {
  const t = useT();
  const intl = useIntl();
  const session = useSession();
  const three = (en: string, tr: string, ar: string) => ({ en, tr, ar });
  return (
    <PrintSheet
      title={three('Goods received', 'Mal kabul belgesi', 'إيصال استلام مواد')}
      number="KRV-R-GZT-23-00817"
      facts={[
        { label: three('Warehouse', 'Depo', 'المستودع'), value: 'Burç' },
        { label: three('Lorry', 'Kamyon', 'الشاحنة'), value: <span className="kv-code">27 KR 4410</span> },
        { label: three('Day', 'Gün', 'اليوم'), value: intl.formatDate('2023-02-12T12:00:00Z', { dateStyle: 'long', timeZone: 'UTC' }) },
      ]}
      signatures={[
        three('Handed over', 'Teslim eden', 'المسلِّم'),
        three('Received', 'Teslim alan', 'المستلِم'),
        three('Seen', 'Gören', 'الشاهد'),
      ]}
      foot={t('ui.printed', {
        mission: session.mission.name,
        user: session.user.name,
        at: intl.formatDate('2023-02-12T09:00:00Z', { dateStyle: 'long' }),
      })}
    >
      <table>
        <thead>
          <tr>
            <th>{t('column.components.list-sample.code')}</th>
            <th>{t('column.components.list-sample.name')}</th>
            <th>{t('column.components.list-sample.quantity')}</th>
          </tr>
        </thead>
        <tbody>
          {['Blanket, thermal / Battaniye, termal / بطانية حرارية', 'Hygiene kit / Hijyen kiti / حقيبة نظافة'].map((name, at) => (
            <tr key={name}>
              <td className="kv-code" style={{ display: 'table-cell' }}>
                KRV-G-0000{at + 1}
              </td>
              <td>
                <bdi>{name}</bdi>
              </td>
              <td>{intl.formatNumber(at === 0 ? 1000 : 240)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </PrintSheet>
  );
}
