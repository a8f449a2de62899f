/** Where something that plays is: a live stream, a video, or nothing yet. `starting`: in a few seconds. The gateway decides it. */
export type Availability = 'waiting' | 'preparing' | 'starting' | 'live' | 'video' | 'ended' | 'failed';

/** A chapter, in seconds from the beginning. */
export interface Chapter {
  start: number;
  end?: number;
  title: string;
}

/** A section of a recording. */
export interface Section {
  /** Absent when it has only its position. */
  title?: string;
}

/** What keeps a stream from starting. */
export type Problem = 'noAnswer' | 'refused' | 'unplayable' | 'full';

/** What the gateway says of the video: the page has it as JSON, and `state.json` repeats it. Times are RFC 3339. */
export interface PageState {
  availability: Availability;
  title: string;
  /** What to play; absent while nothing plays. */
  url?: string;
  /** What the URL is; absent for HLS. */
  format?: 'hls' | 'mp4';
  /** What keeps a stream from starting; absent while nothing does. */
  problem?: Problem;
  poster?: string;
  /** When the schedule starts the stream; absent without a schedule. */
  startsAt?: string;
  /** How far back viewers can seek, in seconds; absent where the playlist alone decides. */
  dvrSeconds?: number;
  /** The run of a live stream: another one is another video. */
  session?: string;
  chapters?: Chapter[];
  /** The sections of a recording, one of which plays; absent when there is no choice. */
  sections?: Section[];
  /** Position of the section that plays, from 0. */
  section?: number;
}

/** What the page needs to report what viewers do. */
export interface PageTelemetry {
  /** Where it sends beacons. */
  url: string;
  /** The session: random, and new with each view of the page. */
  session: string;
  /** Whether requests for media say the session, as CMCD. */
  cmcd: boolean;
}

/** What the page itself is told: where its state is, and who may embed it. */
export interface PageData {
  stateUrl: string;
  /** Path of hls.js's worker, from which the browser loads it. */
  workerUrl: string;
  /** Origins of pages that may send commands, or `*` for each page that may embed this one. */
  origins: string[];
  /** Origins that the policy of the page permits for videos. */
  mediaOrigins: string[];
  /** Absent when telemetry is off. */
  telemetry?: PageTelemetry;
  state: PageState;
}

/** Reads the JSON of the page. The gateway wrote it, so that a page without it is a defect. */
export function readPage(document: Document): PageData {
  const text = document.getElementById('onair-page')?.textContent;
  if (!text) throw new Error('The page has no data');
  return JSON.parse(text) as PageData;
}
