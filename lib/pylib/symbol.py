"""The numbers of the grammar's non-terminal symbols, as trees of the parser module have them."""
_NAMES = '''
single_input file_input eval_input decorator decorators decorated async_funcdef funcdef parameters
typedargslist tfpdef varargslist vfpdef stmt simple_stmt small_stmt expr_stmt annassign
testlist_star_expr augassign del_stmt pass_stmt flow_stmt break_stmt continue_stmt return_stmt
yield_stmt raise_stmt import_stmt import_name import_from import_as_name dotted_as_name
import_as_names dotted_as_names dotted_name global_stmt nonlocal_stmt assert_stmt compound_stmt
async_stmt if_stmt while_stmt for_stmt try_stmt with_stmt with_item except_clause suite test
test_nocond lambdef lambdef_nocond or_test and_test not_test comparison comp_op star_expr expr
xor_expr and_expr shift_expr arith_expr term factor power atom_expr atom testlist_comp trailer
subscriptlist subscript sliceop exprlist testlist dictorsetmaker classdef arglist argument
comp_iter comp_for comp_if encoding_decl yield_expr yield_arg
'''.split()

sym_name = dict(enumerate(_NAMES, 256))
globals().update((name, number) for number, name in sym_name.items())
