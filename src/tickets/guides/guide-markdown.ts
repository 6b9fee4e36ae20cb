import markdownIt, { type MarkdownIt } from 'markdown-it';

/** Pictures that this server holds: one from elsewhere would tell a stranger who reads what, and break with their site. */
const OWN_PICTURE = /^\/(?:api\/v1\/public\/guides\/pictures|guide-pictures)\/[\w.-]+$/;
const WEB_ADDRESS = /^https?:\/\//i;
const OWN_ADDRESS = /^(?:\/(?![/\\])|#)/;

const markdown = makeMarkdown();

/**
 * HTML of a guide. The author's own markup is shown as the text it is, links lead to http(s) or into this application, and
 * pictures come from this server; so whatever an author pastes does nothing.
 */
export function htmlOf(body: string): string {
  return markdown.render(body);
}

function makeMarkdown(): MarkdownIt {
  const md = markdownIt({ html: false, linkify: false });
  md.validateLink = (url) => WEB_ADDRESS.test(url) || OWN_ADDRESS.test(url);
  const { rules } = md.renderer;
  rules['image'] = (tokens, index, options, env, self) => {
    const token = tokens[index]!;
    const alt = self.renderInlineAsText(token.children ?? [], options, env);
    if (!OWN_PICTURE.test(String(token.attrGet('src')))) return md.utils.escapeHtml(alt);
    token.attrSet('alt', alt);
    token.attrSet('loading', 'lazy');
    return self.renderToken(tokens, index, options);
  };
  // A guide is also read beside a half-written report, which a link must not push away.
  rules['link_open'] = (tokens, index, options, _env, self) => {
    const token = tokens[index]!;
    token.attrSet('target', '_blank');
    token.attrSet('rel', 'noopener');
    return self.renderToken(tokens, index, options);
  };
  // The title of the page is the only heading of the first rank.
  rules['heading_open'] = rules['heading_close'] = (tokens, index, options, _env, self) => {
    const token = tokens[index]!;
    if (token.tag === 'h1') token.tag = 'h2';
    return self.renderToken(tokens, index, options);
  };
  return md;
}
