/** The requests of one collection that failed when they were run last. */
export interface FailedRequests {
  /** Its name. */
  readonly collection: string
  readonly requests: readonly FailedRequest[]
}

/** A request, known again by its id, or by its path where no request has that id any more. */
export interface FailedRequest {
  readonly id: string
  /** `Folder/Request` */
  readonly path: string
}
