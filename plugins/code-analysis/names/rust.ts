import { boundIn, nameIn, type Naming } from './naming.ts';

const patterns = [
  'tuple_pattern',
  'tuple_struct_pattern',
  'ref_pattern',
  'mut_pattern',
  'reference_pattern',
  'slice_pattern',
  'or_pattern',
  'match_pattern',
];

const places = ['let_declaration', 'let_condition', 'parameter', 'for_expression', 'match_arm'];

export const rust: Naming = {
  scopes: [
    'function_item',
    'closure_expression',
    'block',
    'for_expression',
    'match_arm',
    'if_expression',
    'while_expression',
  ],
  outer: [nameIn('identifier', 'name', 'function_item')],
  inner: [
    // `None` in a pattern is no new name.
    { ...boundIn('identifier', 'pattern', places, patterns), regex: '^[a-z_]' },
    boundIn('identifier', null, ['closure_parameters'], patterns),
    nameIn('identifier', 'name', 'const_item', 'static_item', 'enum_variant', 'mod_item'),
    nameIn('type_identifier', null, 'type_parameters'),
    nameIn('type_identifier', 'name', 'struct_item', 'enum_item', 'type_item', 'trait_item'),
  ],
  members: [
    nameIn('field_identifier', 'name', 'field_declaration'),
    {
      kind: 'identifier',
      inside: { kind: 'function_item', field: 'name', inside: { kind: 'declaration_list' } },
    },
  ],
  memberUses: [{ kind: 'field_identifier' }, nameIn('identifier', 'name', 'scoped_identifier')],
};
