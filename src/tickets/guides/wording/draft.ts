/** The skeleton of a guide that is written from a ticket; its author fills it in. Guides are in Vietnamese first. */
export const DRAFT_BODY = {
  vi: `## Anh/chị thấy gì

{seen}

## Làm thế nào

{steps}

## Làm sao biết đã xong

…

## Nếu vẫn chưa được

Bấm **Báo sự cố** trên màn hình và ghi đã làm đến bước mấy.`,
  en: `## What you see

{seen}

## What to do

{steps}

## How you know that it worked

…

## If it did not

Press **Báo sự cố** on the desktop and say which step you reached.`,
};
