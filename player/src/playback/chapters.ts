import type { Chapter } from '../page/data.ts';

/** The chapter at a position; null before the first one and in a gap. */
export function chapterAt(chapters: readonly Chapter[], position: number): Chapter | null {
  const last = chapters.filter((chapter) => chapter.start <= position).at(-1);
  return last && (last.end === undefined || position < last.end) ? last : null;
}
