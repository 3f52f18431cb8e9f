import type { ReactNode } from 'react';
import type { CommandDef } from '#foundation/command.ts';
import { RecordPanels } from './RecordPanels.tsx';
import type { ClientProblem } from './client.ts';
import { useT } from './i18n.ts';
import { Button, Grid, Page, ProblemNotice, Waiting } from './ui/index.ts';
import type { PageProps } from './ui/index.ts';

export interface AskedRecord<Shown> {
  readonly data: Shown | undefined;
  readonly error: ClientProblem | null;
  readonly refetch: () => unknown;
}

/** A record's page while it is asked for: waits, says what went wrong, and then shows what came. */
export function RecordOf<Shown>({
  asked,
  title,
  children,
}: {
  asked: AskedRecord<Shown>;
  title: string;
  children: (at: Shown) => ReactNode;
}) {
  if (asked.error)
    return (
      <Page title={title}>
        <ProblemNotice problem={asked.error.body} retry={() => void asked.refetch()} />
      </Page>
    );
  return asked.data === undefined ? <Waiting /> : <>{children(asked.data)}</>;
}

export interface RecordFrameProps<Asks extends string> extends Pick<PageProps, 'title' | 'subtitle' | 'crumbs'> {
  readonly subject: { readonly kind: string; readonly id: string };
  /** What may be done, the usual thing last, unless nothing is usual; those the reader may not do are not shown. */
  readonly acts?: readonly { readonly command: CommandDef; readonly asks: Asks }[];
  readonly abilities?: readonly string[];
  readonly nothingUsual?: boolean;
  readonly onAsk?: (asks: Asks) => void;
  /** What must be known first. */
  readonly notice?: ReactNode;
  /** At the start side; the rest of the record stands beside it. */
  readonly facts: ReactNode;
  readonly children: ReactNode;
  /** How many of twelve columns the facts take; all when the record is a wide table. */
  readonly factsWidth?: 4 | 5 | 12;
  readonly dialogs?: ReactNode;
}

/** A record: head with number and acts, facts and what it holds, below that its history and notes. */
export function RecordFrame<Asks extends string>(props: RecordFrameProps<Asks>) {
  const { title, subtitle, crumbs, facts, factsWidth = 5 } = props;
  return (
    <Page title={title} subtitle={subtitle} {...(crumbs ? { crumbs } : {})} actions={<Acts {...props} />}>
      {props.notice}
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: factsWidth }}>{facts}</Grid.Col>
        <Grid.Col span={{ base: 12, md: factsWidth === 12 ? 12 : 12 - factsWidth }}>{props.children}</Grid.Col>
      </Grid>
      <RecordPanels subject={props.subject} />
      {props.dialogs}
    </Page>
  );
}

function Acts<Asks extends string>({ acts = [], abilities = [], nothingUsual = false, onAsk }: RecordFrameProps<Asks>) {
  const t = useT();
  const usual = nothingUsual ? undefined : acts.at(-1)?.command;
  const may = acts.filter(({ command }) => abilities.includes(command.name));
  return may.map(({ command, asks }) => (
    <Button key={command.name} {...(command === usual ? {} : { variant: 'default' })} onClick={() => onAsk?.(asks)}>
      {t(`command.${command.name}`)}
    </Button>
  ));
}
