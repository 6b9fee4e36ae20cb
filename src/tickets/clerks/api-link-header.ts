import { ApiHeader } from '@nestjs/swagger';
import { LINK_HEADER } from '../../contracts/api/index.js';

/** For the API's description: what opens a page of somebody without an account. */
export function ApiLinkHeader(): MethodDecorator & ClassDecorator {
  const description = 'The secret of the page: what stands behind the # of its address.';
  return ApiHeader({ name: LINK_HEADER, required: true, description });
}
