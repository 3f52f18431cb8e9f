import { drawProof } from './draw.ts';
import type { ProofPage } from './draw.ts';
import { pdfOf } from './pdf.ts';

/** A proof of delivery as a file, made on the phone without network. */
export async function makeProof(proof: ProofPage): Promise<File> {
  const bytes = pdfOf(await drawProof(proof));
  return new File([bytes], `${proof.number}.pdf`, { type: 'application/pdf' });
}

/** Gives the file to another app of the phone where it can, else saves it. @returns false when the person turned it down. */
export async function giveFile(file: File): Promise<boolean> {
  if (navigator.canShare?.({ files: [file] })) {
    try {
      await navigator.share({ files: [file] });
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'AbortError') return false;
    }
  }
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return true;
}
