import { boundIn, nameIn, type Naming } from './naming.ts';

const patterns = ['pattern_list', 'tuple_pattern', 'list_pattern', 'list_splat_pattern'];

export const python: Naming = {
  scopes: [
    'function_definition',
    'lambda',
    'class_definition',
    'list_comprehension',
    'set_comprehension',
    'dictionary_comprehension',
    'generator_expression',
  ],
  outer: [nameIn('identifier', 'name', 'function_definition', 'class_definition')],
  inner: [
    nameIn('identifier', null, 'parameters', 'lambda_parameters', 'typed_parameter'),
    nameIn('identifier', null, 'list_splat_pattern', 'dictionary_splat_pattern'),
    boundIn('identifier', null, ['as_pattern_target'], ['tuple', 'list']),
    nameIn('identifier', 'name', 'default_parameter', 'typed_default_parameter', 'named_expression'),
    nameIn('identifier', 'alias', 'aliased_import'),
    boundIn('identifier', 'left', ['assignment', 'augmented_assignment', 'for_statement', 'for_in_clause'], patterns),
  ],
  members: [
    {
      kind: 'identifier',
      inside: { kind: 'attribute', field: 'attribute', inside: { kind: 'assignment', field: 'left' } },
    },
    {
      kind: 'identifier',
      inside: {
        kind: 'function_definition',
        field: 'name',
        inside: {
          kind: 'class_definition',
          stopBy: { not: { any: [{ kind: 'block' }, { kind: 'decorated_definition' }] } },
        },
      },
    },
  ],
  memberUses: [nameIn('identifier', 'attribute', 'attribute'), nameIn('identifier', 'name', 'keyword_argument')],
};
