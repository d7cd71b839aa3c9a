package browsertest

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// table reads the rows of a table in an SQLite database
// (https://www.sqlite.org/fileformat2.html): as much of the format as a
// browser's history needs. Texts are strings, numbers int64, the rest nil.
func table(db []byte, name string) ([][]any, error) {
	if len(db) < 100 || string(db[:15]) != "SQLite format 3" {
		return nil, errors.New("no SQLite database")
	}
	size := int(binary.BigEndian.Uint16(db[16:]))
	if size == 1 {
		size = 1 << 16
	}
	schema, err := rows(db, size, 1)
	if err != nil {
		return nil, err
	}
	for _, r := range schema { // type, name, table, root page, SQL
		if r[0] == "table" && r[1] == name {
			return rows(db, size, int(r[3].(int64)))
		}
	}
	return nil, fmt.Errorf("no table %s", name)
}

// rows walks a table's tree of pages.
func rows(db []byte, size, number int) ([][]any, error) {
	if number < 1 || number*size > len(db) {
		return nil, fmt.Errorf("page %d is outside the file", number)
	}
	page := db[(number-1)*size : number*size]
	head := page
	if number == 1 {
		head = page[100:]
	}
	cells := int(binary.BigEndian.Uint16(head[3:]))
	var all [][]any
	switch head[0] {
	case 5: // interior
		children := []int{int(binary.BigEndian.Uint32(head[8:]))}
		for i := range cells {
			at := binary.BigEndian.Uint16(head[12+2*i:])
			children = append(children, int(binary.BigEndian.Uint32(page[at:])))
		}
		for _, child := range children {
			below, err := rows(db, size, child)
			if err != nil {
				return nil, err
			}
			all = append(all, below...)
		}
	case 13: // leaf
		for i := range cells {
			cell := page[binary.BigEndian.Uint16(head[8+2*i:]):]
			_, cell = varint(cell) // length
			_, cell = varint(cell) // row id
			all = append(all, record(cell))
		}
	default:
		return nil, fmt.Errorf("page %d is of kind %d", number, head[0])
	}
	return all, nil
}

// record reads a row that fits in its page; of a longer one only the start.
func record(cell []byte) []any {
	length, kinds := varint(cell)
	body := cell[min(int(length), len(cell)):]
	kinds = kinds[:int(length)-(len(cell)-len(kinds))]
	var values []any
	for len(kinds) > 0 {
		var kind int64
		kind, kinds = varint(kinds)
		width := 0
		switch {
		case kind >= 12:
			width = int(kind-12) / 2
		case kind <= 6:
			width = []int{0, 1, 2, 3, 4, 6, 8}[kind]
		case kind == 7:
			width = 8
		}
		width = min(width, len(body))
		switch {
		case kind >= 13 && kind%2 == 1:
			values = append(values, string(body[:width]))
		case kind >= 1 && kind <= 6:
			n := int64(0)
			for _, b := range body[:width] {
				n = n<<8 | int64(b)
			}
			values = append(values, n)
		case kind == 8, kind == 9:
			values = append(values, kind-8)
		default:
			values = append(values, nil)
		}
		body = body[width:]
	}
	return values
}

// varint reads a number of one to nine bytes.
func varint(b []byte) (int64, []byte) {
	n := int64(0)
	for i := 0; i < 8 && i < len(b); i++ {
		n = n<<7 | int64(b[i]&0x7f)
		if b[i] < 0x80 {
			return n, b[i+1:]
		}
	}
	return n, b[min(9, len(b)):]
}
