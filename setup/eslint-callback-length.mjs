/** The body of a `describe` holds all of its tests and may be long; every other function in a test may not. */
export const callbackLength = {
  meta: {
    type: 'suggestion',
    schema: [{ type: 'object', properties: { max: { type: 'integer' } }, additionalProperties: false }],
    messages: { long: 'This function has {{lines}} lines; a test reads well up to {{max}}.' },
  },
  create(context) {
    const { max } = context.options[0];
    function check(node) {
      const lines = node.loc.end.line - node.loc.start.line + 1;
      if (lines > max && !isDescribe(node.parent)) {
        context.report({ node, loc: node.loc.start, messageId: 'long', data: { lines, max } });
      }
    }
    return { FunctionDeclaration: check, FunctionExpression: check, ArrowFunctionExpression: check };
  },
};

/** `describe(…)` and `describe.each(…)(…)`. */
function isDescribe(call) {
  let callee = call?.type === 'CallExpression' ? call.callee : null;
  while (callee?.type === 'CallExpression') callee = callee.callee;
  return callee?.name === 'describe' || callee?.object?.name === 'describe';
}
