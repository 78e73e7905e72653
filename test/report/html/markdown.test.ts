import { describe, expect, it } from 'vitest'
import { loadMarkdown } from '../../../src/report/html/markdown.ts'

const markdown = await loadMarkdown()

describe('loadMarkdown()', () => {
  it('reads paragraphs, lists, tables and code', () => {
    const text = '# Title\n\na **b** `c`\n\n1. one\n\n```\nd <e>\n```\n\n| f |\n|---|\n| g |\n\n---'

    expect(markdown.blocks(text)).toEqual([
      { kind: 'md-heading', spans: [{ kind: 'md-text', text: 'Title' }] },
      {
        kind: 'md-paragraph',
        spans: [
          { kind: 'md-text', text: 'a ' },
          { kind: 'md-strong', spans: [{ kind: 'md-text', text: 'b' }] },
          { kind: 'md-text', text: ' ' },
          { kind: 'md-codespan', text: 'c' },
        ],
      },
      {
        kind: 'md-list',
        isOrdered: true,
        items: [{ blocks: [{ kind: 'md-paragraph', spans: [{ kind: 'md-text', text: 'one' }] }] }],
      },
      { kind: 'md-code', text: 'd <e>' },
      {
        kind: 'md-table',
        head: [{ spans: [{ kind: 'md-text', text: 'f' }] }],
        rows: [{ cells: [{ spans: [{ kind: 'md-text', text: 'g' }] }] }],
      },
      { kind: 'md-rule' },
    ])
  })

  it.each([
    ['[a](javascript:alert(1))', [{ kind: 'md-text', text: 'a' }]],
    ['[a](data:text/html,b)', [{ kind: 'md-text', text: 'a' }]],
    ['[a](java&#115;cript:alert(1))', [{ kind: 'md-text', text: 'a' }]],
    ['[a](./b)', [{ kind: 'md-text', text: 'a' }]],
    ['[a](mailto:b@c.test)', [{ kind: 'md-link', href: 'mailto:b@c.test', spans: [{ kind: 'md-text', text: 'a' }] }]],
    [
      '![a](https://b.test/c.png)',
      [{ kind: 'md-link', href: 'https://b.test/c.png', spans: [{ kind: 'md-text', text: 'a' }] }],
    ],
    ['<img src=x onerror=a>', [{ kind: 'md-text', text: '<img src=x onerror=a>' }]],
    ['a &lt; b &amp;amp; &#x41; &nope;', [{ kind: 'md-text', text: 'a < b &amp; A &nope;' }]],
  ])('makes %s harmless', (text, spans) => {
    expect(markdown.spans(text)).toEqual(spans)
  })

  it('keeps HTML as text, and cuts what is nested too deep', () => {
    const nested = JSON.stringify(markdown.blocks(`${'> '.repeat(500)}deep`))

    expect(markdown.blocks('<script>a</script>')).toEqual([
      { kind: 'md-paragraph', spans: [{ kind: 'md-text', text: '<script>a</script>' }] },
    ])
    expect([nested.includes('deep'), nested.length < 1000]).toEqual([false, true])
  })
})
