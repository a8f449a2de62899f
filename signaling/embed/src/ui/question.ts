/** A question to the person, shown above the page. */
export interface Question {
  title: string;
  text: string;
  yes: string;
  no: string;
  /** The label of the box that agrees for the future. */
  always: string;
  /** How long an answer is waited for; null if another side knows. */
  seconds: number | null;
  answer(agreed: boolean, always: boolean): void;
}
