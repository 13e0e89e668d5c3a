// Reads the `$filter` of a question as Microsoft documents it for the provisioning log, and nothing more: what is not
// documented is refused, as Graph would be free to.

const OPERATORS = {
  activityDateTime: ["eq", "gt", "lt"],
  durationInMilliseconds: ["eq", "gt", "lt"],
  id: ["eq", "contains"],
  tenantId: ["eq", "contains"],
  jobId: ["eq", "contains"],
  cycleId: ["eq", "contains"],
  changeId: ["eq", "contains"],
  provisioningAction: ["eq", "contains"],
  "provisioningStatusInfo/status": ["eq", "contains"],
  "sourceSystem/displayName": ["eq", "contains"],
  "targetSystem/displayName": ["eq", "contains"],
  "sourceIdentity/identityType": ["eq", "contains"],
  "sourceIdentity/id": ["eq", "contains"],
  "sourceIdentity/displayName": ["eq", "contains"],
  "targetIdentity/identityType": ["eq", "contains"],
  "targetIdentity/id": ["eq", "contains"],
  "targetIdentity/displayName": ["eq", "contains"],
  "servicePrincipal/id": ["eq"],
  "servicePrincipal/displayName": ["eq", "contains"],
  "initiatedBy/displayName": ["eq", "contains"],
};

const TOKEN = /\s*(?:('(?:[^']|'')*')|(\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?)|(\d+)|([A-Za-z][A-Za-z/]*)|([(),]))/y;

/** Says of a record whether a filter lets it through; throws what Graph would say of a filter that it does not take. */
export function filter(text) {
  const tokens = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const found = TOKEN.exec(text);
    if (!found) throw new Error(`Syntax error in '${text}'.`);
    const [, quoted, date, number, word, sign] = found;
    if (quoted) tokens.push({ value: quoted.slice(1, -1).replaceAll("''", "'") });
    else if (date) tokens.push({ value: date, isDate: true });
    else if (number) tokens.push({ value: Number(number) });
    else tokens.push({ word: word ?? sign });
  }
  const test = any(tokens);
  if (tokens.length > 0) throw new Error(`Syntax error in '${text}'.`);
  return test;
}

const next = (tokens, word) => tokens[0]?.word === word && Boolean(tokens.shift());

function expect(tokens, word) {
  if (!next(tokens, word)) throw new Error(`'${word}' is expected.`);
}

function any(tokens) {
  const tests = [all(tokens)];
  while (next(tokens, "or")) tests.push(all(tokens));
  return (record) => tests.some((test) => test(record));
}

function all(tokens) {
  const tests = [one(tokens)];
  while (next(tokens, "and")) tests.push(one(tokens));
  return (record) => tests.every((test) => test(record));
}

function one(tokens) {
  if (next(tokens, "(")) {
    const test = any(tokens);
    expect(tokens, ")");
    return test;
  }
  if (next(tokens, "contains")) {
    expect(tokens, "(");
    const read = operand(tokens, "contains");
    expect(tokens, ",");
    const part = value(tokens);
    expect(tokens, ")");
    return (record) => String(read(record)).includes(part);
  }
  const path = tokens[0]?.word;
  const read = operand(tokens, tokens[1]?.word);
  const operator = tokens.shift()?.word;
  const isDate = path === "activityDateTime";
  const comparable = (of) => (isDate ? Date.parse(of) : of);
  const right = comparable(value(tokens));
  if (operator === "eq") return (record) => comparable(read(record)) === right;
  if (operator === "gt") return (record) => comparable(read(record)) > right;
  return (record) => comparable(read(record)) < right;
}

/** A property, in small letters if it is wanted so. */
function operand(tokens, operator) {
  if (next(tokens, "tolower")) {
    expect(tokens, "(");
    const read = operand(tokens, operator);
    expect(tokens, ")");
    return (record) => String(read(record)).toLowerCase();
  }
  const path = tokens.shift()?.word;
  if (!OPERATORS[path]?.includes(operator)) {
    throw new Error(`The operator '${operator}' is not supported for the property '${path}'.`);
  }
  const names = path.split("/");
  return (record) => names.reduce((of, name) => of?.[name], record) ?? "";
}

function value(tokens) {
  const token = tokens.shift();
  if (token?.value === undefined) throw new Error("A value is expected.");
  return token.value;
}
