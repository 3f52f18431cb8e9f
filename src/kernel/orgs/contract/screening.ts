import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { defineEvent } from '#foundation/event.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day } from '#foundation/time.ts';
import { Code, shownNames } from './shared.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
/** What can be screened. There is no other: recipients of aid are never screened, and the database holds it. */
export const subjectKinds = ['organisation', 'officer', 'driver', 'contact'] as const;
export const SubjectKind = z.enum(subjectKinds);
export const EntryKind = z.enum(['person', 'organisation', 'unknown']);
export const ListEntry = z.strictObject({
  ref: z.string().trim().min(1).max(100),
  kind: EntryKind,
  names: z.array(z.string().trim().min(1).max(300)).min(1).max(60),
  birthYears: z.array(z.int().min(1850).max(2100)).max(20).default([]),
  note: z.string().trim().max(1000).optional(),
});

/** Begins a new version of a list; the active one stays until `orgs.activate-list`. */
export const openList = defineCommand({
  name: 'orgs.open-list',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    versionId: Id,
    /** Made anew for a list of this code that is not there yet. */
    listId: Id,
    code: Code,
    name: z.string().trim().min(1).max(200),
    source: z.string().trim().min(1).max(300),
    publishedOn: Day,
    /** SHA-256 of the file: the same file is not loaded twice. */
    fileHash: Hash,
  }),
  scope: () => 'mission',
});

/** Adds entries to the version being loaded; the same entry again changes nothing. */
export const addListEntries = defineCommand({
  name: 'orgs.add-list-entries',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ versionId: Id, entries: z.array(ListEntry).min(1).max(1000) }),
  result: z.strictObject({ added: z.int(), known: z.int() }),
  scope: () => 'mission',
});

/** Puts a loaded version into force, and asks for everybody to be screened anew. */
export const activateList = defineCommand({
  name: 'orgs.activate-list',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ versionId: Id, entries: z.int().min(1) }),
  result: z.strictObject({ entries: z.int(), contentHash: Hash }),
  scope: () => 'mission',
});

/** Gives up a version that was being loaded. */
export const dropList = defineCommand({
  name: 'orgs.drop-list',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ versionId: Id }),
  scope: () => 'mission',
});

export const listActivated = defineEvent({ name: 'orgs.list-activated', payload: z.strictObject({ versionId: Id }) });
export const hitRaised = defineEvent({ name: 'orgs.hit-raised', payload: z.strictObject({ hitId: Id, orgId: Id }) });
export const hitDecided = defineEvent({ name: 'orgs.hit-decided', payload: z.strictObject({ hitId: Id, orgId: Id, outcome: z.string() }) });

/** Compares organisations and their people with every list in force. The nightly job runs it, and so may a person. */
export const screenOrganisations = defineCommand({
  name: 'orgs.screen-organisations',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ orgIds: z.array(Id).min(1).max(200) }),
  result: z.strictObject({ screened: z.int(), hits: z.int() }),
  scope: () => 'mission',
});

/** Decides a hit; never by who entered the subject or raised the hit. */
export const decideHit = defineCommand({
  name: 'orgs.decide-hit',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    hitId: Id,
    outcome: z.enum(['not-same', 'same', 'more-information']),
    note: z.string().trim().min(3).max(1000),
  }),
  scope: () => 'mission',
});

/** Opens a decided hit again; somebody else decides it then. */
export const reopenHit = defineCommand({
  name: 'orgs.reopen-hit',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ hitId: Id, reason: z.string().trim().min(3).max(1000) }),
  scope: () => 'mission',
});

export const reasonCodes = ['same-name', 'same-words', 'similar', 'birth-year', 'other-birth-year'] as const;
export const Reason = z.strictObject({ code: z.enum(reasonCodes), entryName: z.string().optional(), percent: z.int().optional() });

export const HitRow = z.strictObject({
  id: Id,
  subjectKind: SubjectKind,
  orgId: Id,
  ...shownNames,
  personId: Id.nullable(),
  /** The person's name, for readers who may open it. */
  personName: z.string().nullable(),
  listCode: z.string(),
  ref: z.string(),
  entryNames: z.array(z.string()),
  birthYears: z.array(z.int()),
  entryNote: z.string().nullable(),
  score: z.number(),
  reasons: z.array(Reason),
  state: z.enum(['open', 'more-information', 'not-same', 'same']),
  /** Whether the entry stands in the version of its list that is in force. */
  inForce: z.boolean(),
  raisedAt: z.string(),
  raisedBy: z.string(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  note: z.string().nullable(),
  /** Why this reader may not decide it, when so. */
  barred: z.enum(['entered', 'raised']).nullable(),
  abilities: z.array(z.string()),
});

/** Likenesses that somebody has to look at, and those that were decided. */
export const listHits = defineQuery({
  name: 'orgs.list-hits',
  input: z.strictObject({
    ...pageInput,
    state: z.enum(['open', 'more-information', 'not-same', 'same']).optional(),
    undecided: z.boolean().optional(),
    orgId: Id.optional(),
  }),
  output: pageOf(HitRow),
  scope: () => 'any',
  sensitive: true,
  opens: 'persons',
  columns: [
    { key: 'nameEn', type: 'text' },
    { key: 'subjectKind', type: 'code' },
    { key: 'personName', type: 'text' },
    { key: 'listCode', type: 'code' },
    { key: 'ref', type: 'code' },
    { key: 'entryNames', type: 'list' },
    { key: 'score', type: 'number' },
    { key: 'state', type: 'code' },
    { key: 'raisedAt', type: 'instant' },
    { key: 'decidedBy', type: 'text' },
    { key: 'decidedAt', type: 'instant' },
  ],
});

/** Lists with their versions. */
export const listLists = defineQuery({
  name: 'orgs.list-lists',
  input: z.strictObject({}),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        id: Id,
        code: z.string(),
        name: z.string(),
        source: z.string(),
        versions: z.array(
          z.strictObject({
            id: Id,
            publishedOn: z.string(),
            fileHash: z.string(),
            entries: z.int(),
            state: z.enum(['loading', 'active', 'past', 'dropped']),
            loadedAt: z.string(),
            loadedBy: z.string(),
          }),
        ),
      }),
    ),
    subjects: z.int(),
    screenedBefore: z.string().nullable(),
    abilities: z.array(z.string()),
  }),
  scope: () => 'any',
});
