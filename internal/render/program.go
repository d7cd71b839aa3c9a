package render

import (
	"html/template"
	"io"
	"reflect"
	"slices"
	"strings"
	"sync"
	tree "text/template/parse"
)

// A program is a layout that runs without being looked up again and again.
// html/template finds out in which context each value stands, and adds the
// escapers for it to the layout. When it executes the layout, it finds each
// value by name and calls each escaper by reflection; a program has done both
// once, for the type of data that the layout is given.
//
// It knows what layouts are commonly made of: fields, if, with, range, t. A
// layout that does more has no program, and for a value that it cannot print
// as html/template would the layout is executed instead.
type program struct {
	data  reflect.Type // what the layout is given
	run   step
	vars  int // how many variables it has
	spare sync.Pool
}

// step is a part of a program. dot is the value that "." stands for.
type step func(s *state, dot reflect.Value)

// state is a program while it runs.
type state struct {
	out  []byte
	vars []reflect.Value
	// failed says that the layout has to be executed.
	failed bool
}

// append appends what the layout prints; false when it has to be executed.
func (p *program) append(html []byte, data any) ([]byte, bool) {
	if p == nil || reflect.TypeOf(data) != p.data {
		return html, false
	}
	s, _ := p.spare.Get().(*state)
	if s == nil {
		s = &state{vars: make([]reflect.Value, p.vars)}
	}
	s.out, s.failed = html, false
	p.run(s, reflect.ValueOf(data))
	out, failed := s.out, s.failed
	s.out = nil
	clear(s.vars)
	p.spare.Put(s)
	if failed {
		return html, false
	}
	return out, true
}

// said is the layouts' function t.
type said func(key string, args ...any) (string, error)

// compile makes the program of a layout for the data it is given; nil if it has
// none.
func compile(set *template.Template, t said, layout string, data any) *program {
	// Executing it gives it its escapers; what fails is said of a page.
	_ = set.ExecuteTemplate(io.Discard, layout, data)
	c := &compiler{set: set, t: t}
	p := &program{data: reflect.TypeOf(data)}
	p.run = c.template(layout, p.data)
	if p.vars = c.slots; c.unknown {
		return nil
	}
	return p
}

// compiler compiles a layout.
type compiler struct {
	set      *template.Template
	t        said
	scope    []variable // those that can be named where it is
	slots    int
	included []string // the layouts that it is in
	unknown  bool     // the layout has something that programs do not know
}

type variable struct {
	name string
	slot int
	typ  reflect.Type
}

// no is what a compiler returns where the layout has something unknown to it.
func (c *compiler) no() step {
	c.unknown = true
	return nothing
}

func nothing(*state, reflect.Value) {}

func (c *compiler) declare(name string, typ reflect.Type) (slot int) {
	c.scope = append(c.scope, variable{name, c.slots, typ})
	c.slots++
	return c.slots - 1
}

// template compiles a whole layout, which knows no variables but its own.
func (c *compiler) template(name string, dot reflect.Type) step {
	t := c.set.Lookup(name)
	if t == nil || t.Tree == nil || slices.Contains(c.included, name) {
		return c.no()
	}
	scope := c.scope
	c.scope, c.included = nil, append(c.included, name)
	root := c.declare("$", dot)
	body := c.list(t.Tree.Root, dot)
	c.scope, c.included = scope, c.included[:len(c.included)-1]
	return func(s *state, dot reflect.Value) {
		s.vars[root] = dot
		body(s, dot)
	}
}

func (c *compiler) list(n *tree.ListNode, dot reflect.Type) step {
	if n == nil {
		return nothing
	}
	scope := len(c.scope)
	defer func() { c.scope = c.scope[:scope] }()
	var steps []step
	for _, child := range n.Nodes {
		if _, ok := child.(*tree.CommentNode); !ok {
			steps = append(steps, c.node(child, dot))
		}
	}
	return func(s *state, dot reflect.Value) {
		for _, step := range steps {
			step(s, dot)
		}
	}
}

func (c *compiler) node(n tree.Node, dot reflect.Type) step {
	switch n := n.(type) {
	case *tree.TextNode:
		text := string(n.Text)
		return func(s *state, _ reflect.Value) { s.out = append(s.out, text...) }
	case *tree.ActionNode:
		return c.action(n.Pipe, dot)
	case *tree.IfNode:
		return c.choice(&n.BranchNode, dot)
	case *tree.WithNode:
		return c.with(&n.BranchNode, dot)
	case *tree.RangeNode:
		return c.loop(&n.BranchNode, dot)
	case *tree.TemplateNode:
		if n.Pipe == nil {
			return c.no()
		}
		data := c.pipe(n.Pipe, dot)
		body := c.template(n.Name, data.typ)
		return func(s *state, dot reflect.Value) { body(s, data.eval(s, dot)) }
	}
	return c.no()
}

func (c *compiler) choice(n *tree.BranchNode, dot reflect.Type) step {
	holds, then, otherwise := c.condition(n.Pipe, dot), c.list(n.List, dot), c.list(n.ElseList, dot)
	return func(s *state, dot reflect.Value) {
		if holds(s, dot) {
			then(s, dot)
		} else {
			otherwise(s, dot)
		}
	}
}

func (c *compiler) with(n *tree.BranchNode, dot reflect.Type) step {
	value := c.pipe(n.Pipe, dot)
	if len(n.Pipe.Decl) > 0 || !askable(value.typ) {
		return c.no()
	}
	then, otherwise := c.list(n.List, value.typ), c.list(n.ElseList, dot)
	return func(s *state, dot reflect.Value) {
		if v := value.eval(s, dot); truth(v) {
			then(s, v)
		} else {
			otherwise(s, dot)
		}
	}
}

func (c *compiler) loop(n *tree.BranchNode, dot reflect.Type) step {
	list := c.pipe(n.Pipe, dot)
	if list.typ.Kind() != reflect.Slice || n.Pipe.IsAssign {
		return c.no()
	}
	scope := len(c.scope)
	index, element := -1, -1
	for i, v := range n.Pipe.Decl {
		if i == 0 && len(n.Pipe.Decl) == 2 {
			index = c.declare(v.Ident[0], reflect.TypeFor[int]())
		} else {
			element = c.declare(v.Ident[0], list.typ.Elem())
		}
	}
	body := c.list(n.List, list.typ.Elem())
	c.scope = c.scope[:scope]
	otherwise := c.list(n.ElseList, dot)
	return func(s *state, dot reflect.Value) {
		all := list.eval(s, dot)
		if all.Len() == 0 {
			otherwise(s, dot)
		}
		for i := range all.Len() {
			v := all.Index(i)
			if index >= 0 {
				s.vars[index] = reflect.ValueOf(i)
			}
			if element >= 0 {
				s.vars[element] = v
			}
			body(s, v)
		}
	}
}

// action compiles what prints a value. What html/template gave no escaper, or
// one that programs do not know, is not printed by a program.
func (c *compiler) action(p *tree.PipeNode, dot reflect.Type) step {
	if len(p.Decl) > 0 {
		return c.no()
	}
	at := slices.IndexFunc(p.Cmds, func(cmd *tree.CommandNode) bool { return strings.HasPrefix(cmd.String(), "_html_template_") })
	if at != 1 {
		return c.no()
	}
	value := c.command(p.Cmds[0], dot)
	var escapers []string
	for _, cmd := range p.Cmds[at:] {
		escapers = append(escapers, strings.TrimPrefix(cmd.String(), "_html_template_"))
	}
	print := printers[strings.Join(escapers, " ")][value.typ]
	if print == nil {
		return c.no()
	}
	if value.constant {
		s := &state{}
		print(s, value.eval(s, reflect.Value{}))
		text := s.out
		return func(s *state, _ reflect.Value) { s.out = append(s.out, text...) }
	}
	return func(s *state, dot reflect.Value) { print(s, value.eval(s, dot)) }
}
