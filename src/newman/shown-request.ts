import { descriptionJson, likeWritten } from '../load/written.ts'
import type { JsonObject } from './catalogue.ts'
import type { NewmanRequest } from './request.ts'

/** A request as reports show it: with its description, and with values as a script left them or the file has them. `item`: the item in the file. */
export function shownRequest(
  { written: left, ...request }: NewmanRequest,
  item: JsonObject | undefined,
): NewmanRequest {
  const written = item?.['request']
  const description =
    typeof written === 'object' && written !== null && 'description' in written
      ? descriptionJson(written.description)
      : {}
  return { ...description, ...likeWritten(request, left ?? written) }
}
