/** A screen is readable at this width, and a phone's photo shrinks from megabytes to some hundred kilobytes. */
const LONGEST_SIDE = 1920;
const QUALITY = 0.85;
/** No camera writes more into one picture; drawing what is larger would fill the memory of an old PC. */
export const DRAWABLE_BYTES = 50 * 1024 * 1024;

/**
 * A picture fit for a slow line. Drawing it anew also drops what cameras write into the file, such as the place. A file
 * that the browser cannot draw is returned as it is: the server decides.
 */
export async function fitPicture(file: File): Promise<File> {
  if (file.size > DRAWABLE_BYTES) return file;
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    const context = canvas.getContext('2d');
    if (!context) return file;
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
    return blob ? new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' }) : file;
  } catch {
    return file;
  }
}
