import { join } from 'node:path';
import { filesBelow } from '#foundation/backup/stored-files.ts';
import type { StoredFiles } from '#foundation/backup/stored-files.ts';
import { s3Files, s3Store } from '#foundation/files/s3.ts';
import { diskStore } from '#foundation/files/store.ts';
import type { FileStore } from '#foundation/files/store.ts';
import type { Settings } from '#foundation/settings/read.ts';

type FileSettings = Pick<Settings, 'dataDir' | 's3'>;
const folderOf = (settings: FileSettings) => join(settings.dataDir, 'files');

/** Where files lie: a bucket when one is set, else the data folder. */
export function fileStoreOf(settings: FileSettings): FileStore {
  return settings.s3 ? s3Store(settings.s3) : diskStore(folderOf(settings));
}

/** The same place as backup and restore see it. */
export function storedFilesOf(settings: FileSettings): StoredFiles {
  return settings.s3 ? s3Files(settings.s3) : filesBelow(folderOf(settings));
}
