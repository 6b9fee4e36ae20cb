import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Problem } from '../../contracts/api/index.js';
import { Refusal } from './refusal.js';

const UNKNOWN = {
  vi: 'Máy chủ gặp lỗi. Xin thử lại; nếu vẫn lỗi, báo cho kỹ thuật viên mã bên dưới.',
  en: 'The server failed. Please try again; if it persists, give the code below to a technician.',
};

/** Maps every error to one shape of answer. Only refusals explain themselves. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('HTTP');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const correlationId = randomUUID();
    const refusal = asRefusal(error);
    if (!refusal) this.logUnknown(error, correlationId, http.getRequest<FastifyRequest>());
    if (reply.sent || reply.raw.headersSent) return;
    if (refusal?.retryAfter) void reply.header('Retry-After', String(refusal.retryAfter));
    void reply.status(refusal?.status ?? 500).send(problemOf(refusal, correlationId));
  }

  private logUnknown(error: unknown, correlationId: string, request: FastifyRequest): void {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.logger.error(`${correlationId} ${request.method} ${request.url.split('?')[0]}: ${detail}`);
  }
}

/** What is sent for a refusal; null: for a fault of ours. */
export function problemOf(refusal: Refusal | null, correlationId: string): Problem {
  return {
    error: {
      code: refusal?.code ?? 'INTERNAL',
      message: refusal?.sentence ?? UNKNOWN,
      ...(refusal?.path === undefined ? {} : { path: refusal.path }),
      correlationId,
    },
  };
}

/** Fastify and Nest raise their own errors for bodies that are too large or no JSON, and for unknown routes. */
function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  // Nest wraps what Fastify raises while it reads the body.
  const raised = error instanceof HttpException ? (error.cause ?? error) : error;
  const code = (raised as { code?: string }).code;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || code === 'FST_REQ_FILE_TOO_LARGE') return bodyTooLarge();
  if (isUnreadableBody(raised, code)) return bodyNotJson();
  if (error instanceof HttpException && error.getStatus() === 404) return unknownAddress();
  const status = error instanceof HttpException ? error.getStatus() : ownStatusOf(raised, code);
  if (status === 413) return bodyTooLarge();
  return status < 500 ? requestInvalid(status, (error as Error).message) : null;
}

/** What Fastify's own errors say they are: a form with too many parts, or none where one is expected. */
function ownStatusOf(error: unknown, code: string | undefined): number {
  const { statusCode } = error as { statusCode?: unknown };
  return code?.startsWith('FST_') && typeof statusCode === 'number' && statusCode >= 400 ? statusCode : 500;
}

function isUnreadableBody(error: unknown, code: string | undefined): boolean {
  if (code?.startsWith('FST_ERR_CTP_') || code === 'FST_ERR_VALIDATION') return true;
  return error instanceof SyntaxError && (error as { statusCode?: number }).statusCode === 400;
}

export function requestInvalid(status: number, detail: string): Refusal {
  return new Refusal('REQUEST_INVALID', status, {
    vi: 'Yêu cầu không hợp lệ. Kiểm tra lại rồi gửi lại.',
    en: `The request is not valid: ${detail}. Correct it and send it again.`,
  });
}

function bodyTooLarge(): Refusal {
  return new Refusal('BODY_TOO_LARGE', 413, {
    vi: 'Nội dung gửi lên quá lớn. Gửi ít hơn trong một lần.',
    en: 'The body is too large. Send less at once.',
  });
}

export function bodyNotJson(): Refusal {
  return new Refusal('BODY_NOT_JSON', 400, {
    vi: 'Nội dung không phải JSON đầy đủ mã hóa UTF-8. Kiểm tra đường truyền hoặc phần mềm gửi.',
    en: 'The body is not complete JSON in UTF-8. Check the line or the sending program.',
  });
}

function unknownAddress(): Refusal {
  return new Refusal('NOT_FOUND', 404, {
    vi: 'Không có địa chỉ này. Danh sách địa chỉ ở /api/docs.',
    en: 'There is no such address. /api/docs lists the addresses.',
  });
}
