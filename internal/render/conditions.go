package render

import (
	"cmp"
	"reflect"
	"slices"
	tree "text/template/parse"
)

// condition is what decides between two ways.
type condition func(s *state, dot reflect.Value) bool

// never is what a compiler returns for a condition unknown to it.
func (c *compiler) never() condition {
	c.unknown = true
	return func(*state, reflect.Value) bool { return false }
}

// condition compiles a pipeline that is asked whether it holds.
func (c *compiler) condition(p *tree.PipeNode, dot reflect.Type) condition {
	if len(p.Cmds) != 1 || len(p.Decl) > 0 {
		return c.never()
	}
	args := p.Cmds[0].Args
	f, _ := args[0].(*tree.IdentifierNode)
	switch {
	case f != nil && slices.Contains([]string{"and", "or", "not"}, f.Ident):
		var parts []condition
		for _, n := range args[1:] {
			inner, ok := n.(*tree.PipeNode)
			if !ok {
				inner = &tree.PipeNode{Cmds: []*tree.CommandNode{{Args: []tree.Node{n}}}}
			}
			parts = append(parts, c.condition(inner, dot))
		}
		return c.junction(f.Ident, parts)
	case f != nil && compares[f.Ident] != nil:
		if len(args) != 3 {
			return c.never()
		}
		return c.comparison(compares[f.Ident], c.operand(args[1], dot), c.operand(args[2], dot))
	}
	v := c.pipe(p, dot)
	if !askable(v.typ) {
		return c.never()
	}
	return func(s *state, dot reflect.Value) bool { return truth(v.eval(s, dot)) }
}

// junction is and, or, not.
func (c *compiler) junction(name string, parts []condition) condition {
	switch {
	case len(parts) == 0 || name == "not" && len(parts) > 1:
		return c.never()
	case name == "not":
		return func(s *state, dot reflect.Value) bool { return !parts[0](s, dot) }
	}
	decides := name == "or" // the first part that is so
	return func(s *state, dot reflect.Value) bool {
		for _, holds := range parts {
			if holds(s, dot) == decides {
				return decides
			}
		}
		return !decides
	}
}

// compares are what two numbers or texts are asked, by how they compare.
var compares = map[string]func(order int) bool{
	"eq": func(o int) bool { return o == 0 }, "ne": func(o int) bool { return o != 0 },
	"lt": func(o int) bool { return o < 0 }, "le": func(o int) bool { return o <= 0 },
	"gt": func(o int) bool { return o > 0 }, "ge": func(o int) bool { return o >= 0 },
}

func (c *compiler) comparison(holds func(order int) bool, a, b expression) condition {
	switch {
	case a.typ == ofInt && b.typ == ofInt:
		return func(s *state, dot reflect.Value) bool {
			return holds(cmp.Compare(a.eval(s, dot).Int(), b.eval(s, dot).Int()))
		}
	case a.typ == ofString && b.typ == ofString:
		return func(s *state, dot reflect.Value) bool {
			return holds(cmp.Compare(a.eval(s, dot).String(), b.eval(s, dot).String()))
		}
	}
	return c.never()
}

// askable says whether truth knows values of a type.
func askable(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Bool, reflect.Int, reflect.String, reflect.Slice, reflect.Pointer, reflect.Struct:
		return true
	}
	return false
}

// truth says whether a value is one that if and with take for true.
func truth(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Bool:
		return v.Bool()
	case reflect.Int:
		return v.Int() != 0
	case reflect.String, reflect.Slice:
		return v.Len() > 0
	case reflect.Pointer:
		return !v.IsNil()
	}
	return true
}
