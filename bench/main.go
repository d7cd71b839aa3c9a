package main

import (
	"fmt"
	"os"

	"vart"
	"vart/bench/corpus"
)

func main() {
	s, err := corpus.New(corpus.Options{Languages: 10, Pages: 1000, Seed: 1})
	if err == nil {
		err = s.Vart(os.Args[1], vart.Builtin)
	}
	if err == nil {
		err = s.Hugo(os.Args[2])
	}
	if err != nil {
		fmt.Println(err)
	}
}
