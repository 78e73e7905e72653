import type { RunEvent } from '../model/event.ts'
import { type Annotation, annotated } from './annotations.ts'
import type { CreateReporter } from './reporter.ts'

/**
 * Annotations of GitHub Actions, as commands of its runner: at the line of the collection file that holds the line of the script. A step shows ten
 * errors and ten warnings; of more the tenth says how many there are.
 * Source: GitHub Docs, "Workflow commands for GitHub Actions"; limits: actions/toolkit, docs/problem-matchers.md.
 */
export const createGithubReporter: CreateReporter = () => (events) => write(events)

async function* write(events: AsyncIterable<RunEvent>): AsyncGenerator<string> {
  const { annotations } = await annotated(events)
  for (const severity of ['error', 'warning'] as const) {
    for (const annotation of limited(annotations.filter((each) => each.severity === severity))) {
      yield command(annotation)
    }
  }
}

const MOST = 10
/** The runner takes 64 kB and more; nobody reads them beside a line. */
const LONGEST = 4000

function limited(annotations: readonly Annotation[]): readonly Annotation[] {
  const [first] = annotations
  if (first === undefined || annotations.length <= MOST) return annotations
  const left = annotations.length - MOST + 1
  const rest = {
    severity: first.severity,
    title: `${left} more`,
    message: `${left} more are in the log and in the job summary`,
  }
  return [...annotations.slice(0, MOST - 1), rest]
}

function command({ severity, file, line, title, message }: Annotation): string {
  const properties = [
    ...(file === undefined ? [] : [`file=${property(file)}`]),
    ...(line === undefined ? [] : [`line=${line}`]),
    `title=${property(title.slice(0, 255))}`,
  ]
  return `::${severity} ${properties.join(',')}::${escaped(message.slice(0, LONGEST))}\n`
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
