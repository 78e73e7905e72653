class ApiError extends Error { constructor(message) { super(message); this.name = 'ApiError'; this.status = 500 } }
throw new ApiError('own')
