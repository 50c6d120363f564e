import { nameIn, type Naming } from './naming.ts';

const types = ['class_declaration', 'interface_declaration', 'enum_declaration', 'record_declaration'];

export const java: Naming = {
  scopes: [
    'method_declaration',
    'constructor_declaration',
    'lambda_expression',
    'block',
    'for_statement',
    'enhanced_for_statement',
    'catch_clause',
    'try_with_resources_statement',
    'switch_block',
  ],
  outer: [],
  inner: [
    nameIn(
      'identifier',
      'name',
      ...types,
      'formal_parameter',
      'enhanced_for_statement',
      'catch_formal_parameter',
      'resource',
    ),
    nameIn('identifier', null, 'inferred_parameters', 'type_parameter'),
    nameIn('identifier', 'parameters', 'lambda_expression'),
    {
      kind: 'identifier',
      inside: {
        kind: 'variable_declarator',
        field: 'name',
        inside: { any: [{ kind: 'local_variable_declaration' }, { kind: 'spread_parameter' }] },
      },
    },
  ],
  members: [
    nameIn('identifier', 'name', 'method_declaration', 'enum_constant'),
    {
      kind: 'identifier',
      inside: { kind: 'variable_declarator', field: 'name', inside: { kind: 'field_declaration' } },
    },
  ],
  memberUses: [nameIn('identifier', 'name', 'method_invocation'), nameIn('identifier', 'field', 'field_access')],
};
