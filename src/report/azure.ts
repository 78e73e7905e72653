import type { RunEvent } from '../model/event.ts'
import { type Annotation, annotated } from './annotations.ts'
import type { CreateReporter } from './reporter.ts'

/**
 * Issues of Azure Pipelines, as commands of its agent, at the lines of the collection file.
 * Source: Microsoft Learn, "Logging commands", LogIssue; escapes: azure-pipelines-task-lib, taskcommand.
 */
export const createAzureReporter: CreateReporter = () => (events) => write(events)

async function* write(events: AsyncIterable<RunEvent>): AsyncGenerator<string> {
  const { annotations } = await annotated(events)
  for (const annotation of annotations) yield command(annotation)
}

function command({ severity, file, line, title, message }: Annotation): string {
  const place =
    file === undefined ? '' : `sourcepath=${property(file)};${line === undefined ? '' : `linenumber=${line};`}`
  return `##vso[task.logissue type=${severity};${place}]${escaped(`${title}: ${message}`)}\n`
}

function escaped(text: string): string {
  return text.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return escaped(text).replaceAll(']', '%5D').replaceAll(';', '%3B')
}
