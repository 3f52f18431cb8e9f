import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type * as z from 'zod';
import type { CommandDef } from '#foundation/command.ts';
import { RecordPanels } from '#foundation/web/RecordPanels.tsx';
import { newId } from '#foundation/ids.ts';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Button,
  CommandForm,
  Facts,
  Grid,
  Group,
  Modal,
  Page,
  Paper,
  ProblemNotice,
  Stack,
  Text,
  Title,
  Waiting,
  tell,
  crumb,
} from '#foundation/web/ui/index.ts';
import { changeProject, changeResponse, closeResponse, createProject, getResponse } from '../contract/responses.ts';
import { GrantsPicker } from './GrantPicker.tsx';
import { nameOf } from './names.ts';
import { responseFields } from './response-fields.ts';
import { StatusOf, useDay } from './words.tsx';

type Response = z.output<typeof getResponse.output>;
type Project = Response['projectRows'][number];

/** One response: since when, by which projects, paid by which grants; its sites stand in the panel below. */
export default function ResponsePage() {
  const t = useT();
  const day = useDay();
  const navigate = useNavigate();
  const { responseId } = useParams({ strict: false }) as { responseId: string };
  const response = useAsk(getResponse, { responseId });
  const [asked, setAsked] = useState<'change' | 'close' | null>(null);
  const [project, setProject] = useState<Project | 'new' | null>(null);
  if (response.error)
    return (
      <Page title={t('page.orgs.response')}>
        <ProblemNotice problem={response.error.body} retry={() => void response.refetch()} />
      </Page>
    );
  if (!response.data) return <Waiting />;
  const at = response.data;
  const may = (name: string) => at.status === 'open' && at.abilities.includes(name);
  const done = () => {
    setAsked(null);
    setProject(null);
    tell(t('orgs.response-saved'));
    void response.refetch();
  };
  return (
    <Page
      title={<bdi>{nameOf(at)}</bdi>}
      subtitle={
        <>
          <span className="kv-code">{at.code}</span> · {t(`orgs.response-${at.kind}`)}
        </>
      }
      crumbs={[crumb(t('page.orgs.responses'), '/responses', navigate)]}
      actions={
        <>
          {may(closeResponse.name) && (
            <Button variant="default" onClick={() => setAsked('close')}>
              {t('command.orgs.close-response')}
            </Button>
          )}
          {may(changeResponse.name) && (
            <Button variant="default" onClick={() => setAsked('change')}>
              {t('command.orgs.change-response')}
            </Button>
          )}
          {may(createProject.name) && <Button onClick={() => setProject('new')}>{t('command.orgs.create-project')}</Button>}
        </>
      }
    >
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Facts
            items={[
              { label: t('column.orgs.list-responses.status'), value: <StatusOf status={at.status} /> },
              { label: t('column.orgs.list-responses.startsOn'), value: day(at.startsOn) },
              { label: t('column.orgs.list-responses.endsOn'), value: day(at.endsOn) },
              { label: t('field.note'), value: at.note ? <bdi>{at.note}</bdi> : null },
            ]}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Projects rows={at.projectRows} mayChange={may(changeProject.name)} onChange={setProject} />
        </Grid.Col>
      </Grid>
      <RecordPanels subject={{ kind: 'response', id: responseId }} />
      <Modal opened={asked === 'change'} onClose={() => setAsked(null)} title={t('command.orgs.change-response')}>
        <CommandForm
          def={changeResponse}
          fixed={{ responseId, version: at.version }}
          initial={Object.fromEntries(responseFields(t).map((field) => [field.name, (at as Record<string, unknown>)[field.name] ?? '']))}
          onDone={done}
          onCancel={() => setAsked(null)}
          fields={responseFields(t)}
        />
      </Modal>
      <Modal opened={asked === 'close'} onClose={() => setAsked(null)} title={t('command.orgs.close-response')}>
        <CommandForm
          def={closeResponse}
          fixed={{ responseId }}
          initial={{}}
          onDone={done}
          onCancel={() => setAsked(null)}
          fields={[
            { name: 'endsOn', kind: 'date', label: t('column.orgs.list-responses.endsOn'), required: true },
            { name: 'reason', kind: 'long', label: t('field.reason'), required: true },
          ]}
        />
      </Modal>
      <Modal
        opened={project !== null}
        onClose={() => setProject(null)}
        title={t(project === 'new' ? 'command.orgs.create-project' : 'command.orgs.change-project')}
      >
        {project === 'new' && <ProjectForm def={createProject} fixed={{ projectId: newId(), responseId }} initial={{}} onDone={done} />}
        {project !== null && project !== 'new' && (
          <ProjectForm
            def={changeProject}
            fixed={{ projectId: project.id, version: project.version }}
            initial={{ ...project, grants: project.grants.map((grant) => grant.id) }}
            onDone={done}
          />
        )}
      </Modal>
    </Page>
  );
}

function Projects({ rows, mayChange, onChange }: { rows: readonly Project[]; mayChange: boolean; onChange: (row: Project) => void }) {
  const t = useT();
  const day = useDay();
  return (
    <Paper p="md">
      <Title order={2} mb="sm">
        {t('orgs.projects')}
      </Title>
      {rows.length === 0 && <Text c="dimmed">{t('orgs.no-projects')}</Text>}
      <Stack gap="sm">
        {rows.map((row) => (
          <Group key={row.id} justify="space-between" gap="xs" align="flex-start">
            <div>
              <Text fw={500}>
                <bdi>{nameOf(row)}</bdi> <span className="kv-code">{row.code}</span>
              </Text>
              <Text size="sm" c="dimmed">
                {day(row.startsOn)}
                {row.endsOn && ` – ${day(row.endsOn)}`}
              </Text>
              {row.grants.map((grant) => (
                <Text key={grant.id} size="sm">
                  <Link to={`/grants/${grant.id}`} className="kv-opens">
                    <span className="kv-code">{grant.code}</span> <bdi>{grant.title}</bdi>
                  </Link>
                </Text>
              ))}
            </div>
            {mayChange && (
              <Button size="xs" variant="default" onClick={() => onChange(row)}>
                {t('command.orgs.change-project')}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}

function ProjectForm({
  def,
  fixed,
  initial,
  onDone,
}: {
  def: CommandDef;
  fixed: Record<string, unknown>;
  initial: Record<string, unknown>;
  onDone: () => void;
}) {
  const t = useT();
  const [kept] = useState(fixed);
  const names = ['code', 'nameEn', 'nameTr', 'nameAr', 'startsOn', 'endsOn', 'grants'];
  return (
    <CommandForm
      def={def}
      fixed={kept}
      initial={Object.fromEntries(names.map((name) => [name, initial[name] ?? '']))}
      onDone={onDone}
      fields={[
        { name: 'code', kind: 'text', label: t('orgs.project-code'), required: true },
        { name: 'nameEn', kind: 'text', label: t('orgs.field-nameEn'), required: true },
        { name: 'nameTr', kind: 'text', label: t('orgs.field-nameTr') },
        { name: 'nameAr', kind: 'text', label: t('orgs.field-nameAr') },
        { name: 'startsOn', kind: 'date', label: t('column.orgs.list-responses.startsOn'), required: true },
        { name: 'endsOn', kind: 'date', label: t('column.orgs.list-responses.endsOn') },
        {
          name: 'grants',
          kind: 'own',
          label: t('page.orgs.grants'),
          render: (field) => (
            <GrantsPicker
              label={field.label}
              value={Array.isArray(field.value) ? (field.value as string[]) : []}
              onChange={(ids) => field.onChange(ids)}
            />
          ),
        },
      ]}
    />
  );
}
