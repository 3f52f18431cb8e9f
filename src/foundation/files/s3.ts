import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { S3Client } from '@aws-sdk/client-s3';
import { fileProblems } from '../file-problems.ts';
import type { StoredFiles } from '../backup/stored-files.ts';
import type { S3Settings } from '../settings/read.ts';
import type { FileStore } from './store.ts';

/** Loaded at the first use: most servers keep their files on disk. */
const aws = () => import('@aws-sdk/client-s3');

/** Files in a bucket of any S3-compatible service. */
export function s3Store(settings: S3Settings): FileStore {
  const { Bucket, client } = open(settings);
  return {
    put: async (name, bytes) => {
      const { PutObjectCommand } = await aws();
      await reached(async () => (await client()).send(new PutObjectCommand({ Bucket, Key: name, Body: bytes })));
    },
    get: async (name) => {
      const { GetObjectCommand, NoSuchKey } = await aws();
      return reached(async () => {
        try {
          const answer = await (await client()).send(new GetObjectCommand({ Bucket, Key: name }));
          return Buffer.from(await answer.Body!.transformToByteArray());
        } catch (error) {
          if (error instanceof NoSuchKey) return undefined;
          throw error;
        }
      });
    },
    remove: async (name) => {
      const { DeleteObjectCommand } = await aws();
      await reached(async () => (await client()).send(new DeleteObjectCommand({ Bucket, Key: name })));
    },
  };
}

/** Whoever waits at a screen is told that the files' own service is away: a refused connection alone would pass for the database's. */
async function reached<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw Object.assign(fileProblems.problem('store-away'), { cause: error });
  }
}

/** The same bucket as a backup sees it. */
export function s3Files(settings: S3Settings): StoredFiles {
  const { Bucket, client } = open(settings);
  return {
    async *list() {
      const { ListObjectsV2Command } = await aws();
      let ContinuationToken: string | undefined;
      do {
        const page = await (await client()).send(new ListObjectsV2Command({ Bucket, ...(ContinuationToken ? { ContinuationToken } : {}) }));
        for (const { Key } of page.Contents ?? []) if (Key && /^m_[a-z0-9_]+\//.test(Key)) yield Key;
        ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined;
      } while (ContinuationToken);
    },
    read: async (name) => {
      const { GetObjectCommand } = await aws();
      return (await (await client()).send(new GetObjectCommand({ Bucket, Key: name }))).Body as Readable;
    },
    // A request must say its length before its bytes; no file is larger than what an upload may hold in memory.
    write: async (name, bytes) => {
      const { PutObjectCommand } = await aws();
      await (await client()).send(new PutObjectCommand({ Bucket, Key: name, Body: await buffer(bytes) }));
    },
  };
}

function open(settings: S3Settings): { Bucket: string; client(): Promise<S3Client> } {
  let made: Promise<S3Client> | undefined;
  return { Bucket: settings.bucket, client: () => (made ??= clientOf(settings)) };
}

async function clientOf({ region, endpoint, accessKeyId, secretAccessKey, pathStyle }: S3Settings): Promise<S3Client> {
  const { S3Client } = await aws();
  return new S3Client({
    region,
    forcePathStyle: pathStyle,
    // The newer checksums are unknown to many compatible services; a file's name is its hash, and every read compares it.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(endpoint ? { endpoint } : {}),
    ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
  });
}
