import { boundIn, nameIn, type Naming } from './naming.ts';

export const go: Naming = {
  scopes: [
    'function_declaration',
    'method_declaration',
    'func_literal',
    'block',
    'for_statement',
    'if_statement',
    'expression_case',
  ],
  outer: [nameIn('identifier', 'name', 'function_declaration')],
  inner: [
    nameIn('identifier', null, 'parameter_declaration', 'variadic_parameter_declaration', 'var_spec', 'const_spec'),
    nameIn('type_identifier', 'name', 'type_spec', 'type_alias'),
    nameIn('identifier', null, 'type_parameter_declaration'),
    boundIn('identifier', 'left', ['short_var_declaration', 'range_clause'], ['expression_list']),
  ],
  members: [nameIn('field_identifier', null, 'field_declaration', 'method_declaration', 'method_elem')],
  memberUses: [{ kind: 'field_identifier' }],
};
