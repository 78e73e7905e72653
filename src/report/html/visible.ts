/**
 * Characters that change how the text around them is shown, or that nobody sees: controls, but for tab and line breaks; directional marks, embeddings,
 * overrides and isolates; blanks without width. Joiners stay: emoji are made with them. Source: Unicode 16, 23.1 and 23.2; UAX #9, section 2.
 */
const HIDDEN =
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g

/** Makes hidden characters visible by their numbers: `⟦U+202E⟧`. No template holds one, so that in a page they are all of others. */
export function showHidden(html: string): string {
  return html.replace(HIDDEN, (character) => {
    const code = character.charCodeAt(0)
    return `⟦U+${code.toString(16).toUpperCase().padStart(4, '0')}⟧`
  })
}
