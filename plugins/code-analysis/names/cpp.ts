import { boundIn, nameIn, type Naming } from './naming.ts';

const declarators = ['pointer_declarator', 'reference_declarator', 'array_declarator', 'structured_binding_declarator'];

export const cpp: Naming = {
  scopes: [
    'function_definition',
    'lambda_expression',
    'compound_statement',
    'for_statement',
    'for_range_loop',
    'catch_clause',
  ],
  outer: [nameIn('identifier', 'declarator', 'function_declarator')],
  inner: [
    boundIn(
      'identifier',
      'declarator',
      ['init_declarator', 'optional_parameter_declaration', 'for_range_loop'],
      declarators,
    ),
    boundIn('identifier', null, ['declaration', 'parameter_declaration'], declarators),
    nameIn('identifier', 'name', 'enumerator'),
    nameIn('type_identifier', 'name', 'class_specifier', 'struct_specifier', 'enum_specifier', 'alias_declaration'),
    nameIn('type_identifier', 'declarator', 'type_definition'),
    nameIn('type_identifier', null, 'type_parameter_declaration'),
  ],
  members: [boundIn('field_identifier', null, ['field_declaration', 'function_declarator'], declarators)],
  memberUses: [{ kind: 'field_identifier' }, nameIn('identifier', 'name', 'qualified_identifier')],
};
