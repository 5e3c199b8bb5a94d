package main

import (
	"fmt"
	"os"
	"time"

	"readout/briefing"
	"readout/briefing/compose"
	"readout/content"
)

func main() {
	f, _ := os.Open(os.Args[1])
	a, err := content.Load(f, content.Options{Name: os.Args[1]})
	if err != nil {
		panic(err)
	}
	b, err := compose.Compose([]*content.Article{a}, compose.Options{Now: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		panic(err)
	}
	b.Citations = nil
	fmt.Println(string(briefing.Format(b)))
}
