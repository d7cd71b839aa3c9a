package render

import (
	"fmt"
	"reflect"
	"strconv"
	tree "text/template/parse"
)

// expression is a value in a layout.
type expression struct {
	typ      reflect.Type
	eval     func(s *state, dot reflect.Value) reflect.Value
	constant bool // the same whenever it is evaluated
}

// of is an expression that is always the same value.
func of(v any) expression {
	value := reflect.ValueOf(v)
	return expression{value.Type(), func(*state, reflect.Value) reflect.Value { return value }, true}
}

// none is what a compiler returns where the layout has a value unknown to it.
func (c *compiler) none() expression {
	c.unknown = true
	return of("")
}

// pipe compiles a pipeline of one command.
func (c *compiler) pipe(p *tree.PipeNode, dot reflect.Type) expression {
	if len(p.Cmds) != 1 {
		return c.none()
	}
	return c.command(p.Cmds[0], dot)
}

func (c *compiler) command(cmd *tree.CommandNode, dot reflect.Type) expression {
	if f, ok := cmd.Args[0].(*tree.IdentifierNode); ok {
		return c.call(f.Ident, cmd.Args[1:], dot)
	}
	if len(cmd.Args) == 1 {
		return c.operand(cmd.Args[0], dot)
	}
	return c.none()
}

func (c *compiler) operand(n tree.Node, dot reflect.Type) expression {
	here := expression{typ: dot, eval: func(_ *state, dot reflect.Value) reflect.Value { return dot }}
	switch n := n.(type) {
	case *tree.DotNode:
		return here
	case *tree.FieldNode:
		return c.field(here, n.Ident)
	case *tree.VariableNode:
		for i := len(c.scope) - 1; i >= 0; i-- {
			if v := c.scope[i]; v.name == n.Ident[0] {
				return c.field(expression{typ: v.typ, eval: func(s *state, _ reflect.Value) reflect.Value { return s.vars[v.slot] }}, n.Ident[1:])
			}
		}
	case *tree.StringNode:
		return of(n.Text)
	case *tree.NumberNode:
		if number, err := strconv.Atoi(n.Text); err == nil {
			return of(number)
		}
	case *tree.PipeNode:
		if len(n.Decl) == 0 {
			return c.pipe(n, dot)
		}
	}
	return c.none()
}

// field compiles .A.B of a value. A field of nothing is an error that the
// layout itself has to say.
func (c *compiler) field(of expression, names []string) expression {
	for _, name := range names {
		typ, outer := of.typ, of.eval
		pointer := typ.Kind() == reflect.Pointer
		if pointer {
			typ = typ.Elem()
		}
		if typ.Kind() != reflect.Struct {
			return c.none()
		}
		f, ok := typ.FieldByName(name)
		_, method := reflect.PointerTo(typ).MethodByName(name)
		if !ok || !f.IsExported() || method {
			return c.none()
		}
		of = expression{typ: f.Type, eval: func(s *state, dot reflect.Value) reflect.Value {
			v := outer(s, dot)
			if pointer {
				if v.IsNil() {
					s.failed = true
					return reflect.Zero(f.Type)
				}
				v = v.Elem()
			}
			for _, i := range f.Index {
				v = v.Field(i)
			}
			return v
		}}
	}
	return of
}

// call compiles a function that makes a value.
func (c *compiler) call(name string, args []tree.Node, dot reflect.Type) expression {
	var values []expression
	constant := true
	for _, n := range args {
		v := c.operand(n, dot)
		values, constant = append(values, v), constant && v.constant
	}
	switch {
	case name == "t" && len(values) > 0 && values[0].typ == ofString:
		said := func(s *state, dot reflect.Value) reflect.Value {
			text, err := c.t(values[0].eval(s, dot).String(), evaluated(s, values[1:], dot)...)
			s.failed = s.failed || err != nil
			return reflect.ValueOf(text)
		}
		return expression{ofString, said, constant}
	case name == "printf" && len(values) > 0 && values[0].typ == ofString:
		return expression{ofString, func(s *state, dot reflect.Value) reflect.Value {
			return reflect.ValueOf(fmt.Sprintf(values[0].eval(s, dot).String(), evaluated(s, values[1:], dot)...))
		}, constant}
	case name == "len" && len(values) == 1 && values[0].typ.Kind() == reflect.Slice:
		return expression{ofInt, func(s *state, dot reflect.Value) reflect.Value {
			return reflect.ValueOf(values[0].eval(s, dot).Len())
		}, constant}
	case name == "or" && len(values) == 2 && values[0].typ == values[1].typ && askable(values[0].typ):
		return expression{values[0].typ, func(s *state, dot reflect.Value) reflect.Value {
			if v := values[0].eval(s, dot); truth(v) {
				return v
			}
			return values[1].eval(s, dot)
		}, constant}
	}
	return c.none()
}

func evaluated(s *state, values []expression, dot reflect.Value) []any {
	all := make([]any, len(values))
	for i, v := range values {
		all[i] = v.eval(s, dot).Interface()
	}
	return all
}
