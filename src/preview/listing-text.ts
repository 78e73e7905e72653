import type { Style } from '../report/cli/style.ts'
import { plain } from '../report/cli/text.ts'
import { formatCount } from '../report/format.ts'
import { folderLines, heading, indent } from './heading.ts'
import type { ListedCollection, ListedRequest, Listing } from './listing.ts'

/** What would be run, as a tree for people. Nothing is cut: the lines are searched. */
export function listingText({ collections }: Listing, style: Style): string {
  const trees = collections.map((collection) => `${treeOf(collection, style).join('\n')}\n`)
  return `${trees.join('\n')}\n${totals(collections)}\n`
}

function treeOf({ requests, ...collection }: ListedCollection, style: Style): readonly string[] {
  const lines = [heading({ ...collection, requests: requests.length }, style)]
  let before: readonly string[] = []
  for (const request of requests) {
    lines.push(...folderLines(before, request.folders, style), requestLine(request, style))
    before = request.folders
  }
  return lines
}

function requestLine({ name, folders, method, url, tags }: ListedRequest, style: Style): string {
  const sign = folders.length === 0 ? style.signs.item : style.signs.nested
  const facts = [
    `${plain(name)}  ${style.dim(`${plain(method)} ${plain(url)}`)}`,
    ...tags.map((tag) => `@${plain(tag)}`),
  ]
  return `${indent(folders.length)}${sign} ${facts.join('  ')}`
}

function totals(collections: readonly ListedCollection[]): string {
  const requests = collections.reduce((sum, each) => sum + each.requests.length, 0)
  const visits = collections.reduce((sum, each) => sum + each.requests.length * iterationsOf(each), 0)
  const facts = [
    ...(collections.length > 1 ? [formatCount(collections.length, 'collection')] : []),
    formatCount(requests, 'request'),
    ...(visits === requests ? [] : [`${visits} with all iterations`]),
  ]
  return facts.join(', ')
}

function iterationsOf({ iterations, part, only }: ListedCollection): number {
  return (part?.iterations ?? only)?.length ?? iterations
}
