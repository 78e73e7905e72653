import { CLIENT } from './parties.ts'
import type { Leg, Step } from './steps.ts'
import type { Passed } from './trail.ts'

/** A step of a flow in words. */
export interface StepInWords {
  readonly number: number
  readonly item: string
  readonly href?: string
  readonly isFailed: boolean
  readonly legs: readonly string[]
}

/** What a drawing shows of a step, for those who cannot see it. */
export function inWords({ number, sketch, legs }: Step, href: string | undefined): StepInWords {
  return {
    number,
    item: sketch.sender === undefined ? sketch.item : `${sketch.item}, ${sketch.sender}`,
    ...(href !== undefined && { href }),
    isFailed: sketch.isFailed,
    legs: legs.map(sentence),
  }
}

/** Which values go on: `with flow id (12), code (15)`; in parentheses the step that gave them. */
export function passedText(passed: readonly Passed[]): string {
  return `with ${passed.map(({ name, from }) => `${name} (${from})`).join(', ')}`
}

function sentence(leg: Leg): string {
  switch (leg.kind) {
    case 'request': {
      const passed = leg.passed.map(({ name, from }) => `${name} from step ${from}`).join(', ')
      const { method, path, party } = leg
      return `${CLIENT.name} to ${party.name}: ${method} ${path}${passed === '' ? '' : `, with ${passed}`}`
    }
    case 'answer': {
      const status = `${leg.status} ${leg.statusText}`.trim()
      return `${leg.party.name} to ${CLIENT.name}: ${status}${leg.state === undefined ? '' : `, ${leg.state}`}`
    }
    case 'lost':
      return `${leg.party.name}: no answer${leg.code === undefined ? '' : `, ${leg.code}`}`
  }
}
