import { applyDecorators } from '@nestjs/common';
import { ApiBody, type ApiBodyOptions, ApiConsumes } from '@nestjs/swagger';
import { z } from 'zod';

/** For the API's description: a route that takes a form, with the fields of `fields` and at most one file under that name. */
export function ApiForm(fields: z.ZodObject, file: string): MethodDecorator {
  const { properties = {}, required } = z.toJSONSchema(fields, { io: 'input', unrepresentable: 'any' });
  const schema = {
    type: 'object' as const,
    properties: { ...properties, [file]: { type: 'string', format: 'binary' } },
    ...(required && { required }),
  };
  return applyDecorators(
    ApiConsumes('multipart/form-data'),
    // Of its two descriptions of a schema, zod's and Swagger's, the second knows files and the first makes the rest.
    ApiBody({ schema } as ApiBodyOptions),
  );
}
