import type { Finding, Level } from './finding.ts'

/** Findings for a terminal: place, level, code and message, the fix below, and a count at the end. */
export function findingsText(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'Nothing found\n'
  return `${findings.map(findingText).join('')}\n${countText(findings)}\n`
}

function findingText({ level, code, message, file, line, hint }: Finding): string {
  const place = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}: `
  return `${place}${level} ${code}\n  ${message}\n  ${hint}\n`
}

function countText(findings: readonly Finding[]): string {
  const count = (level: Level): string => {
    const { length } = findings.filter((each) => each.level === level)
    return `${length} ${level}${length === 1 ? '' : 's'}`
  }
  return [count('error'), count('warning'), count('note')].join(', ')
}
