/** One mistake in a declaration: where it is and what would be right. */
export type Mistake = { file: string; pointer: string; message: string; remedy: string }

/** Stops the start: lists every mistake found in the declarations. */
export class DeclarationError extends Error {
  readonly mistakes: Mistake[]

  constructor(mistakes: Mistake[]) {
    super(mistakes.map(describe).join('\n'))
    this.name = 'DeclarationError'
    this.mistakes = mistakes
  }
}

function describe({ file, pointer, message, remedy }: Mistake): string {
  return `${file}#${pointer}\n  ${message}\n  -> ${remedy}`
}
