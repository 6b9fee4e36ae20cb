import type { Problem, Text, UploadReply } from '../../contracts/api/index.js';
import { ApiError } from './client.js';

const BROKEN: Text = {
  vi: 'Chưa gửi được tệp. Kiểm tra mạng của máy này rồi chọn lại tệp.',
  en: 'The file did not get through. Check the network of this PC and choose it again.',
};

export interface RunningUpload {
  done: Promise<UploadReply>;
  stop: () => void;
}

/** Sends one file and tells how much of it is across, from 0 to 1: `fetch` cannot say that of what it sends. */
export function upload(path: string, file: File, tell: (share: number) => void): RunningUpload {
  const request = new XMLHttpRequest();
  const done = new Promise<UploadReply>((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total }) => tell(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText) as UploadReply);
      else reject(failureOf(request));
    };
    request.onerror = request.onabort = () => reject(new ApiError(0, 'UPLOAD_BROKEN', BROKEN, null, null));
  });
  const body = new FormData();
  body.set('file', file, file.name);
  request.open('POST', path);
  request.send(body);
  return { done, stop: () => request.abort() };
}

function failureOf({ status, responseText }: XMLHttpRequest): ApiError {
  try {
    const { error } = JSON.parse(responseText) as Problem;
    return new ApiError(status, error.code, error.message, error.path ?? null, error.correlationId);
  } catch {
    return new ApiError(status, 'UPLOAD_BROKEN', BROKEN, null, null);
  }
}
