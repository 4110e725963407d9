/** A value as JSON already: of thousands, texts take less to hold until they are sent than what they tell of. */
export class JsonText {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}
