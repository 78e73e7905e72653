import { randomUUID } from 'node:crypto'
import { advance } from './advance.ts'
import type { FlowAction } from './flow.ts'
import { FLOW_STATUSES } from './view.ts'

/** `session.reset`: the flow begins again, in another session; only a login_hint_token is remembered. */
export const sessionReset: FlowAction = {
  mediaType: 'application/vnd.pingidentity.session.reset+json',
  statuses: FLOW_STATUSES,
  run: (flow, _body, scene) => {
    const userId = flow.request.loginHint === undefined ? undefined : flow.userId
    const device = flow.device && { ...flow.device, deviceCode: undefined }
    const { openingActions: actions } = flow
    const again = {
      ...flow,
      device,
      external: undefined,
      sessionId: randomUUID(),
      userId,
      amr: [],
      isProfiled: false,
      actions,
    }
    return advance(again, scene)
  },
}
