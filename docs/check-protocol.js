/**
 * Checks protocol.asyncapi.yaml: by the parser of the AsyncAPI project, every example against the schema of its payload
 * by Ajv, and then, if a file is named, the frames in it.
 *
 * Each line of that file is {"message": name of a message, "valid": what our code says, "payload": the frame}.
 */
import { readFileSync } from 'node:fs';
import { argv, exit, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { Parser } from '@asyncapi/parser';
import Ajv from 'ajv';

/** Findings that are as we want them, each with the reason. */
const ALLOWED = new Map([
  ['asyncapi-latest-version', '3.0 is the version that most tools read, and we need nothing of 3.1'],
]);

const SHOWN_FAILURES = 20;
const SHOWN_CHARACTERS = 300;

const file = fileURLToPath(new URL('protocol.asyncapi.yaml', import.meta.url));
const failures = [];

const { document, diagnostics } = await new Parser().parse(readFileSync(file, 'utf8'), { source: file });
for (const { code, message, path, severity } of diagnostics) {
  if (!ALLOWED.has(code)) {
    failures.push(`severity ${severity}: ${code} at ${path.join('/')}: ${message}`);
  }
}
for (const code of ALLOWED.keys()) {
  if (!diagnostics.some((finding) => finding.code === code)) {
    failures.push(`nothing is found any more of ${code}: allow it no longer`);
  }
}

let examples = 0;
let frames = 0;
if (document) {
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addKeyword({ keyword: 'x-max-utf8-bytes', type: 'string', schemaType: 'number',
    validate: (most, text) => Buffer.byteLength(text) <= most });
  ajv.addKeyword({ keyword: 'x-max-json-bytes', schemaType: 'number',
    validate: (most, value) => Buffer.byteLength(JSON.stringify(value)) <= most });
  const schemas = new Map(document.components().messages().all()
    .map((message) => [message.id(), ajv.compile(message.payload().json())]));

  for (const message of document.components().messages().all()) {
    for (const example of message.examples().all()) {
      const check = schemas.get(message.id());
      if (!check(example.payload())) {
        failures.push(`example ${message.id()}/${example.name()}: ${ajv.errorsText(check.errors)}`);
      }
      examples++;
    }
  }
  for (const line of argv[2] ? readFileSync(argv[2], 'utf8').trimEnd().split('\n') : []) {
    const { message, valid, payload } = JSON.parse(line);
    const check = schemas.get(message);
    if (!check) {
      failures.push(`the document lacks the message ${message}`);
    } else if (check(payload) !== valid) {
      failures.push(`the code ${valid ? 'accepts' : 'refuses'} what the document does not: ${message}:`
        + ` ${ajv.errorsText(check.errors)} ${line.slice(0, SHOWN_CHARACTERS)}`);
    }
    frames++;
  }
}
stdout.write(failures.slice(0, SHOWN_FAILURES).map((failure) => failure + '\n').join('')
  + `${failures.length} failures, ${examples} examples, ${frames} frames\n`);
exit(failures.length === 0 ? 0 : 1);
