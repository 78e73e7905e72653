import { randomUUID } from 'node:crypto'
import { check, integer, object, text } from '../check.ts'
import type { Scene } from '../endpoint.ts'
import { duplicate, invalidValue } from '../errors.ts'
import { links } from '../hal.ts'
import type { Application, PolicyAssignment } from '../records.ts'
import { applications } from './applications.ts'
import { type Draft, existing, home, isTaken, type Resource } from './resource.ts'
import { signOnPolicies } from './sign-on-policies.ts'

/** Source: OpenAPI schema of PingOne, SignOnPolicyAssignment. */
const SHAPE = { priority: integer({ minimum: 1 }), signOnPolicy: object({ id: text() }) }

/** `/applications/{id}/signOnPolicyAssignments`. */
export const signOnPolicyAssignments: Resource<PolicyAssignment> = {
  plural: 'signOnPolicyAssignments',
  param: 'assignmentID',
  table: (scene) => applicationOf(scene).assignments,
  href: (scene) => `${applications.href(scene)}/${applicationOf(scene).id}/signOnPolicyAssignments`,
  make: makeAssignment,
  view: (assignment, self, scene) => {
    const application = applicationOf(scene)
    return {
      _links: links({
        self,
        environment: home(scene),
        application: `${applications.href(scene)}/${application.id}`,
        signOnPolicy: `${signOnPolicies.href(scene)}/${assignment.signOnPolicyId}`,
      }),
      id: assignment.id,
      environment: { id: scene.environment.id },
      application: { id: application.id },
      signOnPolicy: { id: assignment.signOnPolicyId },
      priority: assignment.priority,
    }
  },
}

function applicationOf(scene: Scene): Application {
  return existing(scene.environment.applications, scene, applications.param)
}

function makeAssignment({ posted }: Draft, scene: Scene, current?: PolicyAssignment): PolicyAssignment {
  const checked = check(SHAPE, posted)
  const signOnPolicyId = checked.signOnPolicy.id
  if (scene.environment.signOnPolicies.get(signOnPolicyId) === undefined) {
    throw invalidValue('signOnPolicy.id', 'The sign-on policy does not exist.')
  }
  if (isTaken(applicationOf(scene).assignments, current, (other) => other.signOnPolicyId === signOnPolicyId)) {
    throw duplicate('signOnPolicy.id', 'The sign-on policy is already assigned to the application.')
  }
  return { id: current?.id ?? randomUUID(), priority: checked.priority, signOnPolicyId }
}
