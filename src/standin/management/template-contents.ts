import { randomUUID } from 'node:crypto'
import { check, oneOf, optional, text } from '../check.ts'
import type { Scene } from '../endpoint.ts'
import { type Detail, PingError } from '../errors.ts'
import { links } from '../hal.ts'
import type { TemplateContent } from '../records.ts'
import type { Table } from '../table.ts'
import { type Draft, home, type Resource } from './resource.ts'

/** Source: OpenAPI schemas of PingOne, TemplateContentEmail and -SMS. */
const SHAPE = {
  locale: text(),
  deliveryMethod: oneOf('Email', 'SMS', 'Voice', 'Push'),
  variant: optional(text({ maximum: 100 })),
  subject: optional(text({ maximum: 256 })),
  body: optional(text()),
  content: optional(text()),
  sender: optional(text({ maximum: 11 })),
}

const SMS_LENGTH = 153

/** `/templates/{name}/contents`. */
export const templateContents: Resource<TemplateContent> = {
  plural: 'contents',
  param: 'contentID',
  table: contentsOf,
  href: (scene) => `${templateHref(scene)}/contents`,
  make: makeContent,
  view: (content, self, scene) => ({
    _links: links({ self, environment: home(scene), template: templateHref(scene) }),
    default: false,
    ...(content.deliveryMethod === 'Email' ? { charset: 'UTF-8', emailContentType: 'text/html' } : {}),
    ...content.posted,
    id: content.id,
    environment: { id: scene.environment.id },
    template: { id: content.templateId },
    createdAt: content.createdAt,
    updatedAt: content.updatedAt,
    deliveryMethod: content.deliveryMethod,
    locale: content.locale,
  }),
}

function contentsOf(scene: Scene): Table<TemplateContent> {
  const contents = scene.environment.templates.get(templateName(scene))
  if (contents === undefined) throw new PingError('NOT_FOUND')
  return contents
}

function templateName(scene: Scene): string {
  return scene.params['templateName'] ?? ''
}

function templateHref(scene: Scene): string {
  return `${home(scene)}/templates/${templateName(scene)}`
}

function makeContent(
  { posted, createdAt, updatedAt }: Draft,
  scene: Scene,
  current?: TemplateContent,
): TemplateContent {
  const checked = check(SHAPE, posted)
  const { locale, deliveryMethod, variant, subject, body, content } = checked
  const target = deliveryMethod === 'Email' ? 'body' : 'content'
  const words = deliveryMethod === 'Email' ? body : content
  if (words === undefined) throw new PingError('INVALID_DATA', missing(target))
  if (deliveryMethod === 'SMS' && words.length > SMS_LENGTH) throw new PingError('INVALID_DATA', tooLong(target))
  return {
    id: current?.id ?? randomUUID(),
    createdAt,
    updatedAt,
    templateId: templateName(scene),
    locale,
    deliveryMethod,
    ...(variant === undefined ? {} : { variant }),
    ...(subject === undefined ? {} : { subject }),
    text: words,
    posted,
  }
}

function missing(target: string): Detail {
  return { code: 'REQUIRED_VALUE', target, message: 'must not be null' }
}

function tooLong(target: string): Detail {
  return {
    code: 'OUT_OF_RANGE',
    target,
    message: 'Value is out of range.',
    innerError: { rangeMaximumValue: SMS_LENGTH },
  }
}
