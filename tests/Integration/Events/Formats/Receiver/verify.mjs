// Verifies and parses requests as receivers do. Reads a JSON array of
//   { headers: { name: value }, body: text, secret?: "whsec_…", receivedAt?: unix seconds }
// and writes one of
//   { verified: bool, error?: text, mode: "binary" | "batch" | "plain",
//     events: [{ …attributes, data, schema: [errors], strict: bool }] }
// verified: the signature is that of the secret; false without one. schema: what breaks the event's schema. strict: the schema
// refuses the data with a member more, and without each of the members that it must have.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { HTTP } from 'cloudevents';
import { Webhook } from 'standardwebhooks';

const [folder] = process.argv.slice(2);
const ajv = addFormats(new Ajv2020.default({ strict: true, allErrors: true }));
for (const file of readdirSync(folder)) ajv.addSchema(JSON.parse(readFileSync(join(folder, file), 'utf8')));
const now = Date.now;

function judge(event) {
  const validate = ajv.getSchema(event.dataschema);
  const breaks = (data) => !validate(data);
  const schema = validate(event.data) ? [] : validate.errors.map((e) => `${e.instancePath} ${e.message}`);
  const without = (name) => Object.fromEntries(Object.entries(event.data).filter(([key]) => key !== name));
  const strict = breaks({ ...event.data, another: 1 }) && validate.schema.required.every((name) => breaks(without(name)));
  return { ...event.toJSON(), schema, strict };
}

function receive({ headers, body, secret, receivedAt }) {
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const result = { verified: false, mode: 'plain', events: [] };
  try {
    if (secret) {
      Date.now = () => (receivedAt ? receivedAt * 1000 : now());
      new Webhook(secret).verify(body, lower);
      result.verified = true;
    }
    const isBatch = (lower['content-type'] ?? '').startsWith('application/cloudevents-batch+json');
    if (isBatch || lower['ce-id']) {
      const parsed = HTTP.toEvent({ headers: lower, body });
      result.mode = isBatch ? 'batch' : 'binary';
      result.events = [parsed].flat().map((event) => (event.validate(), judge(event)));
    }
  } catch (error) {
    result.error = `${error.name}: ${error.message}`;
  } finally {
    Date.now = now;
  }
  return result;
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(receive)));
