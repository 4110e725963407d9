/** A request written in the documentation, and the status that it says comes back. */
export type Example = { line: number; method: string; path: string; headers: Record<string, string>; body: string; status: number }

/** The requests in a document's `http` blocks: request line, headers, body, and `-> status`. */
export function examplesIn(markdown: string): Example[] {
  return [...markdown.matchAll(/^```http\n([\s\S]*?)^```/gm)].map(block => {
    const line = markdown.slice(0, block.index).split('\n').length
    const [head = '', ...rest] = block[1]!.trim().split('\n\n')
    const answer = /^-> (\d{3})$/.exec(rest.at(-1) ?? '')
    const [request = '', ...headers] = head.split('\n')
    const [method, path] = request.split(' ')
    if (!answer || !method || !path) throw new Error(`the example at line ${line} is not complete`)
    return {
      line,
      method,
      path,
      headers: Object.fromEntries(
        headers.map(header =>
          header
            .split(/: (.*)/)
            .slice(0, 2)
            .map(part => part.trim()),
        ),
      ),
      body: rest.slice(0, -1).join('\n\n'),
      status: Number(answer[1]),
    }
  })
}
