import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Box, Button, CommandForm, Group, List, Page, Paper, Stack, Stepper, Text } from '#foundation/web/ui/index.ts';
import { assignRole } from '#kernel/access/contract/users.ts';
import { openResponse } from '#kernel/orgs/contract/responses.ts';
import { responseFields } from '#kernel/orgs/web/index.ts';
import { createSite } from '../contract/sites.ts';
import { RoleStep } from './RoleStep.tsx';
import { SiteForm } from './SiteForm.tsx';

interface Done {
  readonly what: string;
  readonly name: string;
}

/** Opens a response with a site, a store and its people, step by step; each step is the command it names. */
export default function OpenResponsePage() {
  const t = useT();
  const navigate = useNavigate();
  const [step, setStep] = useState(0);
  const [done, setDone] = useState<readonly Done[]>([]);
  const [ids] = useState(() => ({ response: newId(), site: newId(), store: newId() }));
  const [area, setArea] = useState('');
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>({});
  const may = { site: useCan(createSite.name), role: useCan(assignRole.name, {}) };
  const next = (what: string, name: string) => {
    setDone((now) => [...now, { what, name }]);
    setStep((now) => now + 1);
  };
  const leave = (
    <Button variant="default" onClick={() => setStep((now) => now + 1)}>
      {t('places.skip-step')}
    </Button>
  );
  const site = (which: 'site' | 'store') => (
    <Stack>
      <Text c="dimmed">{t(`places.step-${which}-text`)}</Text>
      {may.site ? (
        <SiteForm
          key={which}
          def={createSite}
          fixed={{ siteId: ids[which], responseId: ids.response }}
          suggested={{ type: which === 'store' ? 'warehouse' : 'office', ...(area ? { area } : {}) }}
          onValues={setValues}
          onDone={() => {
            setArea(wordOf(values['area']));
            next(t(`places.step-${which}`), wordOf(values['nameEn']));
          }}
        />
      ) : (
        <Text>{t('places.step-not-yours')}</Text>
      )}
      <Group>{leave}</Group>
    </Stack>
  );
  return (
    <Page title={t('page.places.open-response')} subtitle={t('places.open-response-text')}>
      <Box maw={820}>
        <Stepper
          active={step}
          allowNextStepsSelect={false}
          orientation={matchMedia('(max-width: 47.99em)').matches ? 'vertical' : 'horizontal'}
        >
          <Stepper.Step label={t('places.step-response')}>
            <Sheet>
              <CommandForm
                def={openResponse}
                fixed={{ responseId: ids.response }}
                initial={{ kind: 'earthquake' }}
                fields={responseFields(t)}
                onValues={setValues}
                onDone={() => next(t('places.step-response'), wordOf(values['nameEn']))}
              />
            </Sheet>
          </Stepper.Step>
          <Stepper.Step label={t('places.step-site')}>
            <Sheet>{site('site')}</Sheet>
          </Stepper.Step>
          <Stepper.Step label={t('places.step-store')}>
            <Sheet>{site('store')}</Sheet>
          </Stepper.Step>
          <Stepper.Step label={t('places.step-roles')}>
            <Sheet>
              <Stack>
                <Text c="dimmed">{t('places.step-roles-text')}</Text>
                {may.role ? (
                  <RoleStep
                    responseId={ids.response}
                    onGiven={(name) => setDone((now) => [...now, { what: t('places.step-roles'), name }])}
                  />
                ) : (
                  <Text>{t('places.step-not-yours')}</Text>
                )}
                <Group>
                  <Button onClick={() => setStep(4)}>{t('places.step-finish')}</Button>
                </Group>
              </Stack>
            </Sheet>
          </Stepper.Step>
          <Stepper.Completed>
            <Sheet>
              <Stack>
                <Text fw={500}>{t('places.response-ready')}</Text>
                <List>
                  {done.map(({ what, name }, at) => (
                    <List.Item key={at}>
                      {what} {name && <bdi>({name})</bdi>}
                    </List.Item>
                  ))}
                </List>
                <Group>
                  <Button onClick={() => void navigate({ to: `/responses/${ids.response}` })}>{t('places.look-at-response')}</Button>
                </Group>
              </Stack>
            </Sheet>
          </Stepper.Completed>
        </Stepper>
      </Box>
    </Page>
  );
}

const wordOf = (value: unknown) => (typeof value === 'string' ? value : '');

function Sheet({ children }: { children: React.ReactNode }) {
  return (
    <Paper p="lg" mt="md">
      {children}
    </Paper>
  );
}
