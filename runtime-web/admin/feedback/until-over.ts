/** Keeps a confirmation open while something is done. That it failed has been told by whoever does it, and the question is answered either way. */
export async function untilOver(doing: Promise<unknown>): Promise<void> {
  await Promise.allSettled([doing])
}
