import { check, text } from '../check.ts'
import { isObject } from '../plain.ts'
import { findAccount } from './external.ts'
import type { FlowAction } from './flow.ts'
import { valueAt } from './profile.ts'

/**
 * `user.confirm`: says whether what an identity provider tells about somebody is right, or what is. What the provider has said nothing about
 * is ignored.
 * Source: https://developer.pingidentity.com/pingone-api/auth/flows/registration-and-verification/confirm-account-information.html
 */
export const userConfirm: FlowAction = {
  mediaType: 'application/vnd.pingidentity.user.confirm+json',
  statuses: ['ACCOUNT_CONFIRMATION_REQUIRED'],
  run: (flow, body, scene) => {
    check({ username: text({ maximum: 128 }) }, body)
    const { external } = flow
    if (external === undefined) throw new Error('who has to confirm something has come from an identity provider')
    const attributes = external.attributes.map((attribute) => {
      const value = isObject(body) ? valueAt(body, attribute.name) : undefined
      return value === undefined
        ? attribute
        : {
            ...attribute,
            value: check({ [attribute.name]: text() }, { [attribute.name]: value })[attribute.name] ?? '',
          }
    })
    return findAccount(flow, { ...external, attributes }, scene)
  },
}
