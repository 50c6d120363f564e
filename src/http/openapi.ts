import { z } from 'zod';
import type { Route } from './route.ts';

type Json = Record<string, unknown>;

/** The description of the API in OpenAPI 3.1, from the same schemas that read and write it [U-12]. */
export function openApi(
  routes: readonly Route[],
  { version, server }: { readonly version: string; readonly server: string },
): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Assay',
      version,
      description: 'Everything that the pages do. POST /auth/login answers with a bearer.',
    },
    servers: [{ url: `${server}/api/v1` }],
    security: [{ bearer: [] }],
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { Failure: json(Failure, 'output') },
    },
    paths,
  };
}

const Failure = z.object({
  success: z.literal(false),
  message: z.string(),
  data: z
    .object({
      version: z.number(),
      typed: z.record(z.string(), z.unknown()),
      standing: z.record(z.string(), z.unknown()),
    })
    .nullable()
    .describe('Of a save that came too late: what was sent, and what stands there now'),
  meta: z.object({}),
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.array(z.object({ field: z.string(), message: z.string() })),
  }),
});

const idempotencyKey: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Sent again with the same key within a day, this is done once and answered alike.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

function operation(route: Route): Json {
  const refusal = {
    description: 'Refused',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } },
  };
  return {
    operationId: `${route.method} ${route.path}`,
    summary: route.summary,
    ...(route.tenant === 'none' ? { security: [] } : {}),
    parameters: [
      ...parameters(route.params, 'path'),
      ...parameters(route.query, 'query'),
      ...(route.method === 'get' ? [] : [idempotencyKey]),
    ],
    ...(route.body ? { requestBody: { required: true, content: bodyOf(route, json(route.body, 'input')) } } : {}),
    responses: { '200': answer(route), default: refusal },
  };
}

function bodyOf({ files }: Route, schema: Json): Json {
  const names = Object.keys(files);
  if (names.length === 0) return { 'application/json': { schema } };
  const parts = Object.fromEntries(names.map((name) => [name, { type: 'string', format: 'binary' }]));
  const properties = { ...(schema.properties as object), ...parts };
  return { 'multipart/form-data': { schema: { ...schema, properties } } };
}

function answer({ answer: view }: Route): Json {
  const data = view ? json(view.schema, 'output') : { type: ['object', 'null'] };
  const schema = {
    type: 'object',
    required: ['success', 'data'],
    properties: {
      success: { const: true },
      message: { type: 'string' },
      data,
      meta: { type: 'object' },
      error: { type: 'null' },
    },
  };
  return { description: 'Done', content: { 'application/json': { schema } } };
}

function parameters(schema: z.ZodType, where: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = json(schema, 'input') as {
    properties?: Record<string, unknown>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
  }));
}

function json(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
}
