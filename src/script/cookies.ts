import type { Cookies } from '../engine/ports.ts'
import type { Answer, CookieQuestion } from './messages.ts'

/** Answers pm.cookies.jar() from the jar of the run. Never rejects. */
export async function answerCookies(question: CookieQuestion, cookies: Cookies): Promise<Answer> {
  try {
    return { kind: 'value', value: await ask(question, cookies) }
  } catch (error) {
    return { kind: 'failed', name: 'Error', message: error instanceof Error ? error.message : String(error) }
  }
}

async function ask(question: CookieQuestion, cookies: Cookies): Promise<unknown> {
  switch (question.op) {
    case 'list':
      return cookies.forUrl(question.url)
    case 'set':
      return cookies.set(question.url, question.setCookie)
    case 'remove':
      for (const { domain, path, name } of question.cookies) await cookies.remove(domain, path, name)
      return undefined
  }
}
