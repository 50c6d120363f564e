import { boundIn, nameIn, type Naming } from './naming.ts';

const patterns = ['array_pattern', 'object_pattern', 'pair_pattern', 'rest_pattern', 'assignment_pattern'];

const members = [
  nameIn('property_identifier', 'name', 'method_definition'),
  nameIn('property_identifier', 'key', 'pair'),
  {
    kind: 'property_identifier',
    inside: { kind: 'member_expression', inside: { kind: 'assignment_expression', field: 'left' } },
  },
];

export const javascript: Naming = {
  scopes: [
    'function_declaration',
    'function_expression',
    'arrow_function',
    'method_definition',
    'generator_function',
    'generator_function_declaration',
    'statement_block',
    'for_statement',
    'for_in_statement',
    'catch_clause',
    'switch_body',
  ],
  outer: [nameIn('identifier', 'name', 'function_declaration', 'generator_function_declaration')],
  inner: [
    nameIn('identifier', 'name', 'class_declaration'),
    nameIn('identifier', 'parameter', 'arrow_function', 'catch_clause'),
    nameIn('identifier', 'left', 'for_in_statement'),
    nameIn('identifier', null, 'formal_parameters', 'rest_pattern'),
    boundIn('identifier', 'name', ['variable_declarator'], patterns),
    boundIn('identifier', null, ['formal_parameters', 'array_pattern'], patterns),
    { kind: 'shorthand_property_identifier_pattern' },
  ],
  members: [...members, nameIn('property_identifier', 'property', 'field_definition')],
  memberUses: [{ kind: 'property_identifier' }, { kind: 'private_property_identifier' }],
};

export const typescript: Naming = {
  ...javascript,
  inner: [
    ...javascript.inner,
    boundIn('identifier', 'pattern', ['required_parameter', 'optional_parameter'], patterns),
    nameIn('identifier', 'name', 'enum_declaration'),
    nameIn('type_identifier', 'name', 'class_declaration', 'interface_declaration', 'type_alias_declaration'),
    nameIn('type_identifier', 'name', 'type_parameter'),
  ],
  members: [
    ...members,
    nameIn('property_identifier', 'name', 'public_field_definition', 'property_signature'),
    nameIn('property_identifier', null, 'enum_body'),
  ],
};
