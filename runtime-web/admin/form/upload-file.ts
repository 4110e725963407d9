import { Problem, Unreachable } from '../api/problem.ts'
import { addressOf } from '../api/request.ts'

/**
 * Stores a file and gives its id; `progress` is told percents. `fetch` does not tell how much has been sent.
 * @throws Problem when the server refuses it, Unreachable
 */
export function uploadFile(file: File, progress: (percent: number) => void): Promise<string> {
  const form = new FormData()
  form.append('file', file)
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', addressOf('/core/files'))
    request.responseType = 'json'
    request.upload.addEventListener('progress', ({ loaded, total }) => progress(Math.floor((loaded / total) * 100)))
    request.addEventListener('error', () => reject(new Unreachable()))
    request.addEventListener('load', () => {
      const body = (request.response ?? {}) as { id?: string; code?: string; detail?: string }
      if (request.status === 201 && body.id) resolve(body.id)
      else reject(new Problem(request.status, body))
    })
    request.send(form)
  })
}
