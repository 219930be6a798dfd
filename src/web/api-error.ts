const statuses = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  405: 'UNIMPLEMENTED',
  409: 'ALREADY_EXISTS',
  413: 'OUT_OF_RANGE',
  429: 'RESOURCE_EXHAUSTED',
  501: 'UNIMPLEMENTED',
} as const;

export type ErrorStatus = keyof typeof statuses;

/** A request that the sandbox refuses, as the Conversation API words it. */
export class ApiError extends Error {
  readonly httpStatus: ErrorStatus;

  constructor(httpStatus: ErrorStatus, message: string) {
    super(message);
    this.name = 'ApiError';
    this.httpStatus = httpStatus;
  }

  toJson() {
    const { httpStatus: code, message } = this;
    return { error: { code, message, status: statuses[code], details: [] } };
  }
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, message);
}

export function notFound(what: string, id: string): ApiError {
  return new ApiError(404, `There is no ${what} ${JSON.stringify(id)}`);
}
