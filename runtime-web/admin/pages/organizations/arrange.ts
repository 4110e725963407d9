import { post } from '../../api/request.ts'

/** Puts an organization before one of its siblings, or behind them all. */
export const arrange = (id: string, beforeId: string | null): Promise<unknown> =>
  post(`/core/organizations/${id}/transitions/arrange`, { beforeId })
